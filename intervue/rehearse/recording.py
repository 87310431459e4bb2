"""The whole conversation as one recording, as somebody in the room would have heard it."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from intervue.rehearse.sound import RATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.rehearse.sound import Samples

_PAN = {"interviewer": -0.35, "candidate": 0.35}
"""Where the two sit: left and right of the middle, from -1 to 1."""


@dataclass(frozen=True, slots=True)
class Part:
    """One side speaks. `pause` is the silence before it, in seconds."""

    speaker: Literal["interviewer", "candidate"]
    samples: Samples
    pause: float


def mix(parts: Sequence[Part]) -> bytes:
    """All parts one after the other with their pauses, in stereo, as an MP3 file."""
    segment = _pydub().AudioSegment
    whole = segment.silent(duration=200, frame_rate=RATE)
    for part in parts:
        speech = segment(part.samples.astype("<i2").tobytes(), sample_width=2, frame_rate=RATE, channels=1)
        whole += segment.silent(duration=round(part.pause * 1000), frame_rate=RATE)
        whole += speech.pan(_PAN[part.speaker])
    file = io.BytesIO()
    whole.export(file, format="mp3", bitrate="96k")
    return file.getvalue()


def _pydub() -> Any:
    with warnings.catch_warnings():
        # It looks for ffmpeg on the path when it is imported, and says so; and its own imports are dated.
        warnings.simplefilter("ignore")
        import pydub  # noqa: PLC0415 - only who mixes pays for the import
    import imageio_ffmpeg  # noqa: PLC0415 - as above

    pydub.AudioSegment.converter = imageio_ffmpeg.get_ffmpeg_exe()
    return pydub
