"""Files beside a notebook, put there in its process."""

import tarfile

import pytest

from grading.execution import pack
from grading.worker.beside import put_beside


@pytest.mark.parametrize("first", [False, True], ids=["this Python", "the first 3.11"])
def test_files_are_put_where_they_belong(tmp_path, monkeypatch, first):
    """Python 3.11.3 and before, Debian 12's among them, have no filters for what is unpacked."""
    handed_in, beside = tmp_path / "handed in", tmp_path / "beside"
    (handed_in / "data").mkdir(parents=True)
    beside.mkdir()
    (handed_in / "data" / "prices.csv").write_text("1,2\n")
    (handed_in / "helper.py").write_text("SIX = 6\n")
    names = ["data/prices.csv", "helper.py"]
    files = pack({name: handed_in / name for name in names})
    if first:
        extract = tarfile.TarFile.extractall
        monkeypatch.delattr(tarfile, "data_filter", raising=False)
        monkeypatch.setattr(
            tarfile.TarFile, "extractall", lambda archive, path=".": extract(archive, path)
        )
    monkeypatch.chdir(beside)
    assert put_beside(files.archive, files.modules) == [str(beside / name) for name in names]
    assert {name: (beside / name).read_text() for name in names} == {
        name: (handed_in / name).read_text() for name in names
    }
