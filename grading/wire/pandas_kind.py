"""pandas: DataFrame, Series and Index by their columns and dtypes, exactly or not at all."""

from __future__ import annotations

import datetime
import sys
import zoneinfo
from typing import Any

import numpy as np

from grading.wire.arrays import array_of_objects
from grading.wire.errors import CannotTravel
from grading.wire.kinds import Kind, Reader, Writer

COLUMNS = 10_000
LEVELS = 20
PLAIN = "biufcmM"  # kinds of NumPy's dtypes that go as arrays
# Further dtypes, whose values go one by one.
NAMED = ("object", "str", "string", "boolean", "Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16",
         "UInt32", "UInt64", "Float32", "Float64")  # fmt: skip


class PandasKind(Kind):
    """pandas' DataFrame, Series, Index, Timestamp and Timedelta, and its missing values."""

    tag, module = "pandas", "pandas"

    def bases(self) -> tuple[type, ...]:
        pd: Any = sys.modules.get("pandas")
        if not hasattr(pd, "Index"):
            return ()
        values = (pd.Timestamp, pd.Timedelta, pd.Period, pd.Interval, type(pd.NA), type(pd.NaT))
        return (pd.DataFrame, pd.Series, pd.Index, pd.api.extensions.ExtensionArray, *values)

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        pd = sys.modules["pandas"]
        kind = type(value)
        if kind.__module__.partition(".")[0] != "pandas":
            return None
        if value is pd.NA or value is pd.NaT:
            return {"pandas": "NA" if value is pd.NA else "NaT"}
        if kind is pd.Timestamp or kind is pd.Timedelta:
            zone = getattr(value, "tzinfo", None)
            count = value.tz_convert("UTC").tz_localize(None) if zone is not None else value
            return {"pandas": kind.__name__, "is": int(count.as_unit("ns").value),
                    "unit": value.unit, "zone": zone_name(zone)}  # fmt: skip
        if kind is pd.Period:
            return {"pandas": "Period", "is": int(value.ordinal), "freq": value.freqstr}
        if kind is pd.Interval:
            parts = [writer.value(value.left), writer.value(value.right)]
            return {"pandas": "Interval", "is": parts, "closed": value.closed}
        if kind is pd.DataFrame:
            if value.shape[1] > COLUMNS:
                raise CannotTravel(f"it has more than {COLUMNS} columns.")
            columns = [self.values(value.iloc[:, place], writer) for place in range(value.shape[1])]
            return {"pandas": "DataFrame", "is": columns, "index": writer.value(value.index),
                    "columns": writer.value(value.columns)}  # fmt: skip
        if kind is pd.Series:
            index, name = writer.value(value.index), writer.value(value.name)
            return {"pandas": "Series", "is": self.values(value, writer), "index": index,
                    "name": name}  # fmt: skip
        if isinstance(value, pd.Index):
            return self.index(pd, value, writer)
        if isinstance(value, pd.api.extensions.ExtensionArray):
            return {"pandas": "array", "class": kind.__name__,
                    "is": self.values(pd.Series(value), writer)}  # fmt: skip
        return None

    def index(self, pd: Any, value: Any, writer: Writer) -> dict[str, Any]:
        """An index as JSON's types."""
        told: dict[str, Any] = {"pandas": type(value).__name__}
        if isinstance(value, pd.MultiIndex):
            levels = [writer.value(value.get_level_values(level)) for level in range(value.nlevels)]
            return told | {"is": levels, "names": [writer.value(name) for name in value.names]}
        told["name"] = writer.value(value.name)
        if isinstance(value, pd.RangeIndex):
            return told | {"is": [value.start, value.stop, value.step]}
        if type(value) not in (pd.Index, pd.DatetimeIndex, pd.TimedeltaIndex, pd.CategoricalIndex,
                               pd.PeriodIndex, pd.IntervalIndex):  # fmt: skip
            raise CannotTravel(f"it has an index of type {type(value).__name__}.")
        if getattr(value, "freq", None) is not None and type(value) is not pd.PeriodIndex:
            told["freq"] = str(value.freq.freqstr)
        return told | {"is": self.values(value, writer)}

    def values(self, series: Any, writer: Writer) -> dict[str, Any]:
        """The values of a series or an index, with their dtype."""
        pd, dtype = sys.modules["pandas"], series.dtype
        if isinstance(dtype, np.dtype) and dtype.kind in PLAIN:
            return {"array": writer.array(np.asarray(series.to_numpy()))}
        if isinstance(dtype, pd.CategoricalDtype):
            codes = series.cat.codes if hasattr(series, "cat") else series.codes
            return {"codes": writer.array(np.asarray(codes)), "ordered": bool(dtype.ordered),
                    "categories": writer.value(dtype.categories)}  # fmt: skip
        if isinstance(dtype, pd.DatetimeTZDtype):
            dates = series.dt if hasattr(series, "dt") else series
            naive = dates.tz_convert("UTC")
            naive = (naive.dt if hasattr(naive, "dt") else naive).tz_localize(None)
            return {
                "array": writer.array(np.asarray(naive.to_numpy())),
                "zone": zone_name(dtype.tz),
            }
        if isinstance(dtype, pd.PeriodDtype):
            ordinals = series.array.asi8
            return {"periods": writer.array(np.asarray(ordinals)), "dtype": str(dtype)}
        if isinstance(dtype, pd.IntervalDtype):
            ends = [writer.value(pd.Index(getattr(series.array, end))) for end in ("left", "right")]
            return {"intervals": ends, "closed": dtype.closed}
        if isinstance(dtype, pd.SparseDtype) and dtype.subtype.kind in PLAIN:
            fill = writer.value(dtype.fill_value)
            return {"sparse": writer.array(np.asarray(series.array.to_dense())), "fill": fill}
        if str(dtype) not in NAMED:
            raise CannotTravel(f"it has values of dtype {dtype}.")
        items = [writer.value(item) for item in series.tolist()]
        if any(isinstance(item, dict) and ({"thing", "object", "function"} & item.keys())
               for item in items):  # fmt: skip
            raise CannotTravel("it has objects in it that cannot travel.")
        return {"items": items, "dtype": str(dtype)}

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        """The value. Of one that lacks some of its own, pandas compares and adds up the others, so
        that where a test of arrays gets it, it could be equal to anything.
        """
        value = self.made(told, reader)
        known = reader.trusting or self.module in reader.codec.peer.modules
        if not known and hasattr(value, "isna") and np.any(value.isna()):
            raise CannotTravel(
                "this has missing values, which pandas leaves out of a sum or a comparison; no "
                "cell of the instructor's uses pandas."
            )
        return value

    def made(self, told: dict[str, Any], reader: Reader) -> Any:
        """The value that was told."""
        import pandas as pd

        name, content = told["pandas"], told.get("is", [])
        if name in ("NA", "NaT"):
            return getattr(pd, name)
        if name in ("Timestamp", "Timedelta"):
            unit = told["unit"]
            if unit not in ("s", "ms", "us", "ns"):
                raise ValueError("no unit")
            value = getattr(pd, name)(int(content), unit="ns").as_unit(unit)
            zone = told.get("zone")
            return value if zone is None else value.tz_localize("UTC").tz_convert(named_zone(zone))
        if name == "Period":
            return pd.Period(ordinal=int(content), freq=str(told["freq"])[:20])
        if name == "Interval":
            return pd.Interval(*map(reader.value, content), closed=str(told["closed"]))
        if name == "DataFrame":
            columns, index = reader.value(told["columns"]), reader.value(told["index"])
            if len(content) != len(columns) or len(content) > COLUMNS:
                raise ValueError("no frame")
            parts = {place: pd.Series(self.read(item, reader), index=index)
                     for place, item in enumerate(content)}  # fmt: skip
            frame = pd.DataFrame(parts, index=index)
            frame.columns = columns
            return frame
        if name == "Series":
            index = reader.value(told["index"])
            return pd.Series(
                self.read(content, reader), index=index, name=reader.value(told["name"])
            )
        if name == "array":
            values = pd.Series(self.read(content, reader)).array
            if type(values).__name__ != told["class"]:
                raise ValueError("no such array")
            return values
        if name == "MultiIndex":
            levels = [reader.value(level) for level in content[:LEVELS]]
            names = [reader.value(name) for name in told["names"][:LEVELS]]
            return pd.MultiIndex.from_arrays(levels, names=names)
        if name == "RangeIndex":
            return pd.RangeIndex(*map(int, content), name=reader.value(told["name"]))
        if name not in ("Index", "DatetimeIndex", "TimedeltaIndex", "CategoricalIndex",
                        "PeriodIndex", "IntervalIndex"):  # fmt: skip
            raise ValueError("no index")
        index = pd.Index(self.read(content, reader), name=reader.value(told["name"]))
        if "freq" in told:
            index.freq = str(told["freq"])[:20]
        return index

    def read(self, told: dict[str, Any], reader: Reader) -> Any:
        """The inverse of values."""
        import pandas as pd

        if "array" in told:
            array = reader.array(told["array"])
            zone = told.get("zone")
            if zone is None:
                return array
            return pd.DatetimeIndex(array).tz_localize("UTC").tz_convert(named_zone(zone))
        if "periods" in told:
            dtype = pd.PeriodDtype(str(told["dtype"])[:30])
            return pd.arrays.PeriodArray(reader.array(told["periods"]), dtype=dtype)
        if "intervals" in told:
            left, right = map(reader.value, told["intervals"])
            return pd.arrays.IntervalArray.from_arrays(left, right, closed=str(told["closed"]))
        if "sparse" in told:
            return pd.arrays.SparseArray(
                reader.array(told["sparse"]), fill_value=reader.value(told["fill"])
            )
        if "codes" in told:
            categories = reader.value(told["categories"])
            ordered = told["ordered"] is True
            return pd.Categorical.from_codes(
                reader.array(told["codes"]), categories=categories, ordered=ordered
            )
        dtype = told["dtype"]
        if dtype not in NAMED:
            raise ValueError("no dtype")
        items = [reader.value(item) for item in told["items"]]
        return pd.array(items, dtype=dtype) if dtype != "object" else array_of_objects(items)

    @staticmethod
    def update(old: Any, new: Any) -> None:
        """Make a frame or a series what new is, in place."""
        object.__setattr__(old, "_mgr", new._mgr)


def zone_name(zone: Any) -> str | None:
    """A time zone as a text. Raises CannotTravel if it has no name."""
    if zone is None or zone is datetime.UTC or str(zone) == "UTC":
        return None if zone is None else "UTC"
    if type(zone) is not zoneinfo.ZoneInfo or zone.key is None:
        raise CannotTravel("its time zone has no name.")
    return zone.key


def named_zone(name: Any) -> Any:
    """The inverse of zone_name."""
    return "UTC" if name == "UTC" else zoneinfo.ZoneInfo(str(name)[:100])
