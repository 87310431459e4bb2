"""Small real sound files, made here."""

from __future__ import annotations

import functools
import io


@functools.cache
def mp3(seconds: float) -> bytes:
    """A quiet 440 Hz tone: mono, 22.05 kHz, MP3. The encoder rounds its length up to whole frames of 26 ms."""
    import av  # noqa: PLC0415 - slow to import, and most scripted engines do without
    import numpy as np  # noqa: PLC0415

    rate = 22_050
    wave = (np.sin(np.arange(int(rate * seconds)) / rate * 440 * 2 * np.pi) * 3000).astype(np.int16).reshape(1, -1)
    file = io.BytesIO()
    with av.open(file, "w", format="mp3") as container:
        stream = container.add_stream("libmp3lame", rate=rate)
        stream.layout = "mono"
        frame = av.AudioFrame.from_ndarray(wave, format="s16", layout="mono")
        frame.sample_rate = rate
        resampler = av.AudioResampler(format="s16p", layout="mono", rate=rate)
        for resampled in resampler.resample(frame):
            container.mux(stream.encode(resampled))
        container.mux(stream.encode(None))
    return file.getvalue()
