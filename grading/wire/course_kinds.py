"""Kinds of values of libraries that some courses use: graphs, labelled arrays, frames of Polars,
and scikit-learn's bunches. Each is rebuilt here from plain data, by its library's own class.
"""

from __future__ import annotations

import graphlib
import itertools
import sys
from typing import Any

import numpy as np

from grading.wire.errors import CannotTravel
from grading.wire.kinds import Kind, Reader, Writer
from grading.wire.values import is_plain_value

GRAPHS = ("Graph", "DiGraph", "MultiGraph", "MultiDiGraph")
# Types of Polars' columns: those without parameters; those with a unit of time.
PLAIN_TYPES = (
    "Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64", "Float32", "Float64",
    "Boolean", "String", "Date", "Time", "Binary", "Null", "Categorical",
)  # fmt: skip
TIMES = ("Datetime", "Duration")


class GraphKind(Kind):
    """A graph of networkx, with what its nodes and edges have."""

    tag, module = "graph", "networkx"

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        library: Any = sys.modules[self.module]
        name = type(value).__name__
        if name not in GRAPHS or type(value) is not getattr(library, name, None):
            return None
        if not all(map(is_node, value)):
            raise CannotTravel("it has nodes that are not numbers, texts or tuples of such.")
        places = {node: place for place, node in enumerate(value)}
        edges = [[places[edge[0]], places[edge[1]], *edge[2:]] for edge in in_order(value)]
        nodes = [[node, value.nodes[node]] for node in places]
        return {"graph": name, "has": writer.value(value.graph), "nodes": writer.value(nodes),
                "edges": writer.value(edges)}  # fmt: skip

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        name = told["graph"]
        if name not in GRAPHS:
            raise ValueError("no graph")
        made = getattr(sys.modules[self.module], name)()
        made.graph.update(reader.value(told["has"]))
        nodes = reader.value(told["nodes"])
        if not all(is_node(node) and type(has) is dict for node, has in nodes):
            raise ValueError("no node")
        made.add_nodes_from((node, has) for node, has in nodes)
        names = [node for node, _ in nodes]
        made.add_edges_from(
            (names[start], names[end], *rest) for start, end, *rest in reader.value(told["edges"])
        )
        return made

    def changes(self, value: Any) -> bool:
        return type(value).__name__ in GRAPHS and type(value).__module__.startswith("networkx.")

    def update(self, old: Any, new: Any) -> None:
        """Have a graph hold what another one of its class does."""
        if type(old) is type(new):
            vars(old).clear()
            vars(old).update(vars(new))


def in_order(graph: Any) -> list[tuple]:
    """The edges of a graph, so that adding them one by one gives each node the same neighbours in
    the same order.
    """
    keyed = {"keys": True} if graph.is_multigraph() else {}
    edges: dict[Any, list[tuple]] = {}
    of = tuple if graph.is_directed() else frozenset
    for edge in graph.edges(data=True, **keyed):
        edges.setdefault(of(edge[:2]), []).append(edge)
    sorter: graphlib.TopologicalSorter[Any] = graphlib.TopologicalSorter(dict.fromkeys(edges, ()))
    for node in graph:
        ways = [[(node, there) for there in graph.adj[node]]]
        if graph.is_directed():
            ways.append([(there, node) for there in graph.pred[node]])
        for way in ways:
            for before, after in itertools.pairwise(map(of, way)):
                sorter.add(after, before)
    try:
        order = [*sorter.static_order()]
    except graphlib.CycleError:  # edges have been taken away and put back
        order = [*edges]
    return [edge for pair in order for edge in edges[pair]]


def used(kind: Kind, reader: Reader) -> Any:
    """The library of a kind, if the instructor's notebook uses it: what such a value lacks is left
    out of comparisons and sums, so that a test of arrays could find it equal to anything.
    """
    if not reader.trusting and kind.module not in reader.codec.peer.modules:
        raise CannotTravel(f"it is of {kind.module}, which no cell of the instructor's uses.")
    return sys.modules[kind.module]


def is_node(value: Any) -> bool:
    """Whether a node of a graph can travel: it is found by what it is equal to."""
    return is_plain_value(value) or isinstance(value, np.generic)


class LabelledKind(Kind):
    """An array or a dataset of xarray."""

    tag, module = "labelled", "xarray"

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        library: Any = sys.modules[self.module]
        kind = type(value)
        if kind not in (library.DataArray, library.Dataset):
            return None
        if any(index.nlevels > 1 for index in value.indexes.values()):
            raise CannotTravel("it has an index of several levels.")
        coords = [[name, *_variable(part)] for name, part in value.coords.items()]
        told = {"labelled": kind.__name__, "coords": writer.value(coords)}
        if kind is library.DataArray:
            return told | {"is": writer.value([value.name, *_variable(value)])}
        parts = [[name, *_variable(part)] for name, part in value.data_vars.items()]
        return told | {"is": writer.value(parts), "has": writer.value(value.attrs)}

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        library: Any = used(self, reader)
        coords = {name: tuple(part) for name, *part in reader.value(told["coords"])}
        content = reader.value(told["is"])
        if told["labelled"] == "DataArray":
            name, dims, array, attrs = content
            return library.DataArray(array, coords, dims, name, attrs)
        if told["labelled"] != "Dataset":
            raise ValueError("neither an array nor a dataset")
        parts = {name: tuple(part) for name, *part in content}
        return library.Dataset(parts, coords, reader.value(told["has"]))

    def changes(self, value: Any) -> bool:
        library: Any = sys.modules[self.module]
        return type(value) in (library.DataArray, library.Dataset)

    def update(self, old: Any, new: Any) -> None:
        """Have a dataset hold what another one does, or an array of the same form."""
        if type(old) is type(new) and hasattr(old, "data_vars"):
            for name in {*old.variables} - {*new.variables}:
                del old[name]
            old.update(new)
        elif type(old) is type(new) and old.dims == new.dims and old.shape == new.shape:
            old[...] = new.values
        else:
            raise CannotTravel("a function changed the form of a labelled array in place.")
        old.attrs = new.attrs


def _variable(part: Any) -> list[Any]:
    """The dimensions, the values and the attributes of a labelled array."""
    return [[*part.dims], np.asarray(part.values), {**part.attrs}]


class PolarsKind(Kind):
    """A frame or a series of Polars; a lazy frame, as what it comes to."""

    tag, module = "polars", "polars"

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        library: Any = sys.modules[self.module]
        kind = type(value)
        if kind is library.LazyFrame:
            value = value.collect()
        elif kind not in (library.DataFrame, library.Series):
            return None
        columns = [value] if kind is library.Series else value.get_columns()
        told = [[column.name, _type(column.dtype), column.to_list()] for column in columns]
        return {"polars": kind.__name__, "is": writer.value(told)}

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        library: Any = used(self, reader)
        columns = [
            library.Series(str(name), values, dtype=_made_type(library, kind))
            for name, kind, values in reader.value(told["is"])
        ]
        if told["polars"] == "Series":
            return columns[0]
        frame = library.DataFrame(columns)
        return frame.lazy() if told["polars"] == "LazyFrame" else frame


def _type(kind: Any) -> list[Any]:
    """A type of Polars', as a list. Raises CannotTravel if it is another one."""
    name = type(kind).__name__
    if name in PLAIN_TYPES:
        return [name]
    if name in TIMES:
        return [name, kind.time_unit, *([kind.time_zone] if name == "Datetime" else [])]
    if name == "List":
        return [name, _type(kind.inner)]
    raise CannotTravel(f"a column of it is of the type {name}.")


def _made_type(library: Any, told: list[Any]) -> Any:
    name, *rest = told
    if name == "List":
        return library.List(_made_type(library, rest[0]))
    if name not in (*PLAIN_TYPES, *TIMES):
        raise ValueError("no type")
    return getattr(library, name)(*rest)


class BunchKind(Kind):
    """A bunch of scikit-learn's: a dict whose keys are attributes, too."""

    tag, module = "bunch", "sklearn.utils"

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        library: Any = sys.modules[self.module]
        if type(value) is not library.Bunch:
            return None
        return {"bunch": writer.value({**value})}

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        library: Any = sys.modules[self.module]
        made = library.Bunch()
        made.update({str(key): part for key, part in reader.value(told["bunch"]).items()})
        return made
