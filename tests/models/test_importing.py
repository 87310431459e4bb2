from __future__ import annotations

import tarfile
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intervue.models.installed import damage_of
from intervue.models.manifest import MANIFEST_MAX_BYTES, TOP, BundleError
from intervue.models.report import FetchError
from tests.models.bundles import (
    BRAIN,
    EARS,
    brain_member,
    bundle_toys,
    contents,
    forge,
    manifest_of,
    member,
    put,
    take,
    toys,
)
from tests.models.catalogs import archive, catalog, model

if TYPE_CHECKING:
    from pathlib import Path


def test_models_arrive_in_another_folder_byte_for_byte(tmp_path: Path) -> None:
    there = tmp_path / "to"
    assert take(bundle_toys(tmp_path), there) == ["ears: from the bundle", "brain: from the bundle"]
    assert (there / "ears" / "model.bin").read_bytes() == EARS
    assert (there / "ears" / "sub" / "words.txt").read_bytes() == b"one\n"
    assert [damage_of(entry, there) for entry in toys().models] == [[], []]
    assert not (there / ".partial").exists()


def test_only_the_named_models_are_taken(tmp_path: Path) -> None:
    assert take(bundle_toys(tmp_path), tmp_path / "to", "brain") == ["brain: from the bundle"]
    assert not (tmp_path / "to" / "ears").exists()


def test_a_model_that_the_bundle_lacks_is_named_with_those_it_holds(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match=r"no mouth\. It holds: ears, brain"):
        take(bundle_toys(tmp_path), tmp_path / "to", "mouth")


def test_what_is_there_is_left_alone_and_what_is_damaged_is_replaced(tmp_path: Path) -> None:
    there, bundle = tmp_path / "to", bundle_toys(tmp_path)
    take(bundle, there)
    (there / "brain" / "brain.gguf").write_bytes(b"x" * len(BRAIN))
    assert take(bundle, there) == ["ears: is there already", "brain: from the bundle"]
    assert damage_of(toys().get("brain"), there) == []


def test_a_model_of_a_later_version_is_left_out(tmp_path: Path) -> None:
    known = catalog([toys().get("ears")], stt=["ears"], llm=["ears"], tts=["ears"])
    assert take(bundle_toys(tmp_path), tmp_path / "to", known=known) == ["ears: from the bundle"]


OUTSIDE = "outside.txt"
STRANGE = {
    "an absolute name": member("/tmp/intervue-outside.txt", b"x"),
    "a name that leads outside": member(f"{TOP}/../../{OUTSIDE}", b"x"),
    "a name beside the folder": member(OUTSIDE, b"x"),
    "a symbolic link": member(f"{TOP}/models/brain", kind=tarfile.SYMTYPE, to="/tmp"),
    "a hard link": member(f"{TOP}/models/brain/brain.gguf", kind=tarfile.LNKTYPE, to="/etc/passwd"),
    "a device": member(f"{TOP}/models/brain/brain.gguf", kind=tarfile.CHRTYPE),
    "a pipe": member(f"{TOP}/models/brain/brain.gguf", kind=tarfile.FIFOTYPE),
    "a Windows path": member(f"{TOP}\\..\\{OUTSIDE}", b"x"),
}


@pytest.mark.parametrize("name", STRANGE)
def test_an_archive_with_something_that_no_bundle_has_is_refused_whole(name: str, tmp_path: Path) -> None:
    bad = forge(tmp_path / "bad.tar", [brain_member(), STRANGE[name]])
    with pytest.raises(BundleError, match="no bundle has"):
        take(bad, tmp_path / "a" / "b" / "to")
    assert contents(tmp_path) == {"bad.tar"}


def test_a_list_that_leads_outside_is_refused(tmp_path: Path) -> None:
    honest = manifest_of(("brain.gguf", BRAIN)).encoded()
    bad = forge(tmp_path / "bad.tar", [brain_member()], honest.replace(b"brain.gguf", b"../../" + OUTSIDE.encode()))
    with pytest.raises(BundleError, match="is no bundle"):
        take(bad, tmp_path / "to")
    assert contents(tmp_path) == {"bad.tar"}


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ([], "is missing"),
        ([member(f"{TOP}/models/brain/brain.gguf", BRAIN[:-1])], "bytes instead of"),
        ([member(f"{TOP}/models/brain/brain.gguf", b"x" + BRAIN[1:])], "wrong SHA-256"),
    ],
)
def test_a_damaged_bundle_changes_nothing(
    members: list[tuple[tarfile.TarInfo, bytes]], said: str, tmp_path: Path
) -> None:
    with pytest.raises(BundleError, match=said):
        take(forge(tmp_path / "bad.tar", members), tmp_path / "to")
    assert contents(tmp_path / "to") == set()


def test_a_bundle_that_was_cut_anywhere_changes_nothing(tmp_path: Path) -> None:
    whole = bundle_toys(tmp_path).read_bytes()
    cut = tmp_path / "cut.tar"
    for length in (0, 100, 512, 1500, 60_000, len(whole) // 2, len(BRAIN) + 60_000):
        cut.write_bytes(whole[:length])
        with pytest.raises(BundleError, match=r"damaged|no bundle"):
            take(cut, tmp_path / "to")
        assert contents(tmp_path / "to") == set()


@pytest.mark.parametrize("data", [b"", b"not an archive at all", b"\0" * 10_240, b"{}", b"\x1f\x8b" + b"x" * 600])
def test_any_other_file_is_no_bundle(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file.tar"
    path.write_bytes(data)
    with pytest.raises(BundleError, match="is no bundle"):
        take(path, tmp_path / "to")


@pytest.mark.parametrize("manifest", [b"", b"[]", b'{"format": 2}', b" " * (MANIFEST_MAX_BYTES + 1)])
def test_a_bundle_with_another_list_is_refused(manifest: bytes, tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="is no bundle"):
        take(forge(tmp_path / "bad.tar", [brain_member()], manifest), tmp_path / "to")


def test_other_weights_under_a_known_name_are_refused(tmp_path: Path) -> None:
    swapped = b"y" * len(BRAIN)
    bad = forge(
        tmp_path / "bad.tar",
        [member(f"{TOP}/models/brain/brain.gguf", swapped)],
        manifest_of(("brain.gguf", swapped)).encoded(),
    )
    for trust in (False, True):
        with pytest.raises(BundleError, match="not the model of the catalogue"):
            take(bad, tmp_path / "to", trust=trust)
    assert contents(tmp_path / "to") == set()


def test_a_model_whose_files_have_no_known_hash_needs_trust(tmp_path: Path) -> None:
    zipped = model("brain", archive("https://models.example/brain.zip", b"zip"), requires=("brain.gguf",))
    known = catalog([zipped], stt=["brain"], llm=["brain"], tts=["brain"])
    path = forge(tmp_path / "zipped.tar", [brain_member()])
    with pytest.raises(BundleError, match="--trust"):
        take(path, tmp_path / "to", known=known)
    assert take(path, tmp_path / "to", known=known, trust=True) == ["brain: from the bundle"]
    assert damage_of(zipped, tmp_path / "to") == []


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def test_too_small_a_disk_is_noticed_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = bundle_toys(tmp_path)
    monkeypatch.setattr("shutil.disk_usage", lambda _path: Usage(10, 10, 0))
    with pytest.raises(FetchError, match="free disk space"):
        take(bundle, tmp_path / "to")
    assert contents(tmp_path / "to") == set()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_happens_to_a_bundle_only_right_models_are_installed(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(forge(tmp_path / "any.tar", [member(f"{TOP}/README.md", b"hello"), brain_member()]).read_bytes())
    headers = st.integers(0, 4096)
    for place in data.draw(st.lists(headers | st.integers(0, len(whole) - 1), min_size=1, max_size=4)):
        whole[place] = data.draw(st.integers(0, 255))
    (tmp_path / "any.tar").write_bytes(whole)
    there = tmp_path / "to"
    try:
        take(tmp_path / "any.tar", there)
    except BundleError:
        assert not (there / "brain").exists() or damage_of(toys().get("brain"), there) == []
    else:
        assert damage_of(toys().get("brain"), there) == []


def test_a_model_that_was_there_stays_when_an_import_fails(tmp_path: Path) -> None:
    there = tmp_path / "to"
    put(there, toys().get("brain"), {"brain.gguf": b"older"})
    with pytest.raises(BundleError):
        take(forge(tmp_path / "bad.tar", []), there)
    assert (there / "brain" / "brain.gguf").read_bytes() == b"older"
