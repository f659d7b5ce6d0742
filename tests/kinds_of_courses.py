# ruff: noqa: E501
"""More kinds of tests, as courses in Python, data and algorithms have them; see kinds_wrong_too."""

from __future__ import annotations

from tests.kinds_wrong_too import WithWrong

KINDS: dict[str, WithWrong] = {
    "an iterator in place of a generator": WithWrong(
        "def gen(n):\n    return (i for i in range(n))",
        "def gen(n):\n    return iter(range(n))",
        (
            "assert hasattr(gen(2), 'send') and hasattr(gen(2), '__next__')",
            "from collections.abc import Generator\nassert isinstance(gen(3), Generator)",
            "import types\nassert isinstance(gen(3), types.GeneratorType)",
            "import inspect\nassert inspect.isgenerator(gen(3))",
        ),
    ),
    "objects of a class of an earlier test": WithWrong(
        "def size(thing):\n    return len(thing.items)\ndef first():\n    return box.items[0]",
        "def size(thing):\n    return 0\ndef first():\n    return None",
        (
            "class Box:\n    def __init__(self, *items): self.items = [*items]\n"
            "box = Box(1, 2)\nassert size(box) == 2",
            "assert size(Box(3)) == 1",
            "box = Box(7)\nassert first() == 7",
        ),
    ),
    "iterators are what": WithWrong(
        """def gen(n):
    for i in range(n):
        yield i*i
def gen2(n): return (i*i for i in range(n))""",
        """def gen(n): return [i*i for i in range(n)]
gen2 = gen""",
        (
            """import types
assert isinstance(gen(3), types.GeneratorType)
assert list(gen(3)) == [0,1,4]""",
            "assert hasattr(gen(2), 'send') and hasattr(gen(2), '__next__')",
            """import inspect
assert inspect.isgenerator(gen2(3)) and list(gen2(3)) == [0,1,4]""",
            """from collections.abc import Generator, Iterator
assert isinstance(gen2(3), Generator)""",
            "assert str(type(gen2(2))) == \"<class 'generator'>\"",
            "assert type(gen2(2)).__name__ == 'generator'",
            """import inspect
assert inspect.isgeneratorfunction(gen)""",
            """g = gen2(2)
assert iter(g) is g and next(g) == 0 and next(g, None) == 1 and next(g, 'end') == 'end'""",
            "assert not isinstance(gen2(2), (list, tuple)) and not hasattr(gen2(2), '__len__')",
        ),
    ),
    "attributes later": WithWrong(
        """def f():
    if not hasattr(f, 'count'):
        f.count = 0
    f.count += 1
    return f.count
def g():
    g.calls = getattr(g, 'calls', 0) + 1
g.calls = 0""",
        """def f(): return 0
def g(): pass""",
        (
            """f()
assert hasattr(f, 'count')""",
            """f(); f()
assert f.count == 3""",
            """g(); g()
assert g.calls == 2""",
            "assert not hasattr(g, 'other') and hasattr(g, 'calls')",
        ),
    ),
    "slots": WithWrong(
        """class P:
    __slots__ = ('x', 'y')
    def __init__(self, x, y):
        self.x, self.y = x, y
class Q:
    def __init__(self): self.a = 1
p = P(1, 2)""",
        """class P:
    def __init__(self, x, y):
        self.x, self.y = x, y
class Q: pass
p = P(1, 2)""",
        (
            "assert not hasattr(P(1, 2), '__dict__')",
            "assert hasattr(P, '__slots__')",
            """try:
    P(1,2).z = 3
except AttributeError:
    pass
else:
    raise AssertionError('no slots')""",
            "assert 'a' in Q().__dict__",
            "assert hasattr(p, '__slots__') and p.__slots__ == ('x', 'y')",
        ),
    ),
    "dunders": WithWrong(
        """class Box:
    def __init__(self): self.items = []
    def __len__(self): return len(self.items)
    def __missing__(self, k): return 1
    def __post_init__(self): pass
    def __fspath__(self): return 'a'
box = Box()""",
        """class Box: pass
box = Box()""",
        (
            "assert hasattr(Box, '__len__') and hasattr(Box(), '__len__')",
            "assert hasattr(Box, '__missing__')",
            "assert hasattr(box, '__post_init__')",
            "assert not hasattr(Box, '__getitem__') and hasattr(Box, '__init__') and len(Box()) == 0",
            "assert callable(getattr(Box, '__len__', None))",
            "assert '__len__' in dir(Box) and '__missing__' in vars(Box)",
        ),
    ),
    "inheritance and dunders": WithWrong(
        """class Shape:
    registry = []
    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        Shape.registry.append(cls.__name__)
    def area(self): raise NotImplementedError
    def __lt__(self, o): return self.area() < o.area()
    def __repr__(self): return f'{type(self).__name__}({self.area():g})'
class Rect(Shape):
    def __init__(self, w, h): self.w, self.h = w, h
    def area(self): return self.w * self.h
    @classmethod
    def square(cls, s): return cls(s, s)
    @property
    def diag(self): return (self.w**2 + self.h**2) ** .5
    @diag.setter
    def diag(self, v): raise AttributeError('fixed')
class Circle(Shape):
    def __init__(self, r): self.r = r
    def area(self): return 3 * self.r ** 2
    def __contains__(self, p): return abs(p) <= self.r
    def __iter__(self): return iter([self.r])
    def __matmul__(self, o): return self.r * o.r
    def __bool__(self): return self.r > 0
    def __getitem__(self, i): return [self.r][i]
    def __call__(self, k): return Circle(self.r * k)
    def __enter__(self): return self
    def __exit__(self, *e): self.r = 0""",
        """class Shape:
    registry = []
    def area(self): return 0
class Rect(Shape):
    def __init__(self, w, h): self.w, self.h = w, h + 1
    def area(self): return self.w + self.h
    @classmethod
    def square(cls, s): return Shape()
    diag = 3
class Circle(Shape):
    def __init__(self, r): self.r = r + 1
    def __contains__(self, p): return False
    def __iter__(self): return iter([])
    def __matmul__(self, o): return 0
    def __bool__(self): return True
    def __getitem__(self, i): return 0
    def __call__(self, k): return self
    def __enter__(self): return None
    def __exit__(self, *e): pass""",
        (
            "assert Shape.registry == ['Rect', 'Circle']",
            """shapes = sorted([Rect(2, 3), Circle(1), Rect(1, 1)])
assert [s.area() for s in shapes] == [1, 3, 6]""",
            "assert min(Rect(2, 3), Circle(1)).area() == 3 and repr(Rect(2, 3)) == 'Rect(6)'",
            """r = Rect.square(3)
assert type(r) is Rect and r.w == r.h == 3""",
            """try:
    Rect(1, 1).diag = 3
    assert False, 'no'
except AttributeError as e:
    assert 'fixed' in str(e)""",
            "assert 0.5 in Circle(1) and 2 not in Circle(1)",
            "assert list(Circle(4)) == [4] and Circle(4)[0] == 4 and [*Circle(2)] == [2]",
            "assert Circle(2) @ Circle(3) == 6",
            "assert not Circle(0) and Circle(1) and bool(Circle(0)) is False",
            """with Circle(3) as c:
    assert c.r == 3
assert c.r == 0""",
            "assert Circle(2)(3).r == 6 and callable(Circle(1))",
            """try:
    Shape().area()
except NotImplementedError:
    pass
else:
    raise AssertionError('abstract')""",
            "assert isinstance(Rect(1, 2), Shape) and issubclass(Circle, Shape) and Rect(1, 2).area() == 2",
            """class Tri(Shape):
    def area(self): return 7
assert 'Tri' in Shape.registry and repr(Tri()) == 'Tri(7)'""",
            "assert [b.__name__ for b in Rect.__mro__] == ['Rect', 'Shape', 'object'] and Rect(1, 1).area() == 1",
            """a, = Circle(5)
assert a == 5 and max([Rect(1,1), Rect(3,3)], key=lambda s: s.area()).area() == 9""",
            "assert Shape.__subclasses__() and Rect.__name__ == 'Rect' and Rect(2, 2).area() == 4",
            """r = Rect(3, 4)
assert r.__dict__ == {'w': 3, 'h': 4} and r.diag == 5""",
            """r = Rect(3, 4); r.w = 6
assert r.area() == 24
del r.w
assert not hasattr(r, 'w')""",
        ),
    ),
    "vectors": WithWrong(
        """class Vec:
    def __init__(self, *c): self.c = tuple(c)
    def __add__(self, o): return Vec(*(a + b for a, b in zip(self.c, o.c)))
    def __radd__(self, o): return self if o == 0 else self + o
    def __mul__(self, k): return Vec(*(a * k for a in self.c)) if not isinstance(k, Vec) else sum(a*b for a, b in zip(self.c, k.c))
    __rmul__ = __mul__
    def __neg__(self): return self * -1
    def __eq__(self, o): return isinstance(o, Vec) and self.c == o.c
    def __hash__(self): return hash(self.c)
    def __abs__(self): return sum(a*a for a in self.c) ** .5
    def __len__(self): return len(self.c)
    def __getitem__(self, i): return self.c[i]
    def __iadd__(self, o): self.c = (self + o).c; return self
    def __repr__(self): return 'Vec' + repr(self.c)
    def __format__(self, s): return ','.join(format(a, s) for a in self.c)
    def __pow__(self, n): return Vec(*(a**n for a in self.c))
    def __round__(self, n=0): return Vec(*(round(a, n) for a in self.c))
    def __reversed__(self): return iter(self.c[::-1])
zero = Vec(0, 0)""",
        """class Vec:
    def __init__(self, *c): self.c = list(c)
    def __add__(self, o): return Vec(*self.c)
    def __radd__(self, o): return self
    def __mul__(self, k): return self
    def __eq__(self, o): return False
    def __repr__(self): return 'V'
zero = 0""",
        (
            "assert Vec(1, 2) + Vec(3, 4) == Vec(4, 6)",
            "assert (Vec(1, 2) * 3).c == (3, 6) and (3 * Vec(1, 2)).c == (3, 6)",
            "assert Vec(1, 2) * Vec(3, 4) == 11",
            "assert sum([Vec(1, 2), Vec(3, 4)]) == Vec(4, 6)",
            "assert len({Vec(1, 2), Vec(1, 2), Vec(2, 1)}) == 2",
            "assert abs(Vec(3, 4)) == 5.0 and len(Vec(1, 2, 3)) == 3",
            """v = Vec(1, 1)
w = v
v += Vec(1, 2)
assert v is w and w.c == (2, 3)""",
            "assert f'{Vec(1, 2):.1f}' == '1.0,2.0' and str(Vec(1, 2)) == 'Vec(1, 2)'",
            "assert Vec(1, 2)[1] == 2 and list(Vec(1, 2)) == [1, 2]",
            "assert Vec(1, 2) != Vec(2, 1) and not Vec(1, 2) == (1, 2) and Vec(1, 2) == Vec(1, 2)",
            """d = {Vec(1, 2): 'a'}
assert d[Vec(1, 2)] == 'a'""",
            "assert -Vec(1, 2) == Vec(-1, -2) and Vec(2, 3) ** 2 == Vec(4, 9)",
            "assert zero == Vec(0, 0) and zero in [Vec(1, 1), Vec(0, 0)]",
            "assert list(reversed(Vec(1, 2))) == [2, 1] and round(Vec(1.26, 2.34), 1) == Vec(1.3, 2.3)",
            """### BEGIN HIDDEN TESTS
assert (Vec(1, 2) + Vec(1, 1)).c == (2, 3)
### END HIDDEN TESTS""",
            """vs = [Vec(3, 4), Vec(1, 0)]
assert sorted(vs, key=abs)[0] == Vec(1, 0) and vs.index(Vec(1, 0)) == 1""",
        ),
    ),
    "stack and queue": WithWrong(
        """class EmptyStackError(IndexError):
    def __init__(self, size=0, message='empty'):
        super().__init__(message)
        self.size = size
class Stack:
    def __init__(self, items=()): self._items = list(items)
    def push(self, x): self._items.append(x)
    def pop(self):
        if not self._items: raise EmptyStackError(0)
        return self._items.pop()
    def peek(self): return self._items[-1]
    def is_empty(self): return not self._items
    def __len__(self): return len(self._items)
    def __iter__(self): return reversed(self._items)
class Node:
    def __init__(self, value, next=None): self.value, self.next = value, next
class LinkedList:
    def __init__(self): self.head = None
    def add(self, v): self.head = Node(v, self.head)
    def reverse(self):
        prev, cur = None, self.head
        while cur: cur.next, prev, cur = prev, cur, cur.next
        self.head = prev
    def to_list(self):
        out, n = [], self.head
        while n: out.append(n.value); n = n.next
        return out
class Tree:
    def __init__(self, v): self.v, self.left, self.right = v, None, None
    def insert(self, v):
        side = 'left' if v < self.v else 'right'
        child = getattr(self, side)
        if child is None: setattr(self, side, Tree(v))
        else: child.insert(v)
    def __iter__(self):
        if self.left: yield from self.left
        yield self.v
        if self.right: yield from self.right
    def height(self): return 1 + max((c.height() for c in (self.left, self.right) if c), default=0)
def is_balanced(t):
    s = Stack()
    for ch in t:
        if ch in '([{': s.push(ch)
        elif ch in ')]}':
            if s.is_empty() or '([{'.index(s.pop()) != ')]}'.index(ch): return False
    return s.is_empty()""",
        """class EmptyStackError(Exception): pass
class Stack:
    def __init__(self, items=()): self._items = []
    def push(self, x): pass
    def pop(self): return None
    def peek(self): return None
    def is_empty(self): return True
    def __len__(self): return 7
    def __iter__(self): return iter([])
class Node:
    def __init__(self, value, next=None): self.value, self.next = next, value
class LinkedList:
    def __init__(self): self.head = None
    def add(self, v): self.head = Node(v, 3)
    def reverse(self): pass
    def to_list(self): return []
class Tree:
    def __init__(self, v): self.v, self.left, self.right = 0, None, None
    def insert(self, v): pass
    def __iter__(self): return iter([])
    def height(self): return 0
def is_balanced(t): return len(t) == 3""",
        (
            """s = Stack()
for i in range(5): s.push(i)
assert [s.pop() for _ in range(5)] == [4, 3, 2, 1, 0] and s.is_empty()""",
            """import pytest
with pytest.raises(EmptyStackError) as e:
    Stack().pop()
assert e.value.size == 0 and isinstance(e.value, IndexError)""",
            """try:
    Stack().pop()
except IndexError as e:
    assert str(e) == 'empty' and e.args == ('empty',)
else:
    assert False""",
            """s = Stack('abc')
assert len(s) == 3 and s.peek() == 'c' and list(s) == ['c', 'b', 'a'] and s._items == ['a', 'b', 'c']""",
            """l = LinkedList()
for i in (3, 2, 1): l.add(i)
assert l.to_list() == [1, 2, 3]
l.reverse()
assert l.to_list() == [3, 2, 1] and l.head.value == 3 and l.head.next.next.next is None""",
            """n = Node(1, Node(2))
assert n.next.value == 2 and n.next.next is None""",
            """t = Tree(5)
for v in (2, 8, 1, 9): t.insert(v)
assert list(t) == [1, 2, 5, 8, 9] and t.height() == 3 and t.left.left.v == 1""",
            """import random
random.seed(1)
t = Tree(50)
values = random.sample(range(100), 20)
for v in values: t.insert(v)
assert list(t) == sorted(values + [50])""",
            """cases = {'()': True, '([)]': False, '{[()]}': True, '((': False, '': True}
for k, v in cases.items():
    assert is_balanced(k) is v, k""",
            "assert all(isinstance(x, int) for x in Tree(3)) and sum(Tree(3)) == 3",
            """l = LinkedList()
assert l.head is None and not l.to_list()
l.add(1)
assert isinstance(l.head, Node) and l.head.value == 1""",
            """t = Tree(1)
assert next(iter(t)) == 1 and max(t) == 1 and 1 in list(t) and len(list(t)) == 1""",
        ),
    ),
    "recursion and backtracking": WithWrong(
        """def perms(s): return [s] if len(s) < 2 else [c + p for i, c in enumerate(s) for p in perms(s[:i] + s[i+1:])]
def queens(n):
    def go(r, cols):
        if r == n: yield cols; return
        for c in range(n):
            if all(c != k and abs(c - k) != r - i for i, k in enumerate(cols)):
                yield from go(r + 1, cols + (c,))
    return go(0, ())
def hanoi(n, a, b, c, move):
    if n: hanoi(n-1, a, c, b, move); move(a, c); hanoi(n-1, b, a, c, move)
def subsets(xs): return [[]] if not xs else [r + [xs[0]] * k for r in subsets(xs[1:]) for k in (0, 1)]
def solve(board):
    for r in range(len(board)):
        for c in range(len(board)):
            if board[r][c] == 0:
                for v in range(1, len(board) + 1):
                    if v not in board[r] and all(row[c] != v for row in board):
                        board[r][c] = v
                        if solve(board): return True
                        board[r][c] = 0
                return False
    return True
def flatten(x): return [y for e in x for y in (flatten(e) if isinstance(e, list) else [e])]
def ack(m, n): return n + 1 if m == 0 else ack(m - 1, 1) if n == 0 else ack(m - 1, ack(m, n - 1))
calls = 0
def fib(n, memo={}):
    global calls
    calls += 1
    if n < 2: return n
    if n not in memo: memo[n] = fib(n-1) + fib(n-2)
    return memo[n]
def collatz(n):
    while n != 1:
        yield n
        n = n // 2 if n % 2 == 0 else 3 * n + 1
    yield 1""",
        """def perms(s): return [s]
def queens(n): return iter([])
def hanoi(n, a, b, c, move): move(a, b)
def subsets(xs): return [xs]
def solve(board): return True
def flatten(x): return x
def ack(m, n): return 0
calls = 0
def fib(n, memo={}): return n
def collatz(n): yield 1""",
        (
            "assert sorted(perms('abc')) == ['abc', 'acb', 'bac', 'bca', 'cab', 'cba']",
            "assert len(list(queens(6))) == 4 and next(queens(4)) == (1, 3, 0, 2)",
            """moves = []
hanoi(3, 'A', 'B', 'C', lambda a, b: moves.append((a, b)))
assert len(moves) == 7 and moves[0] == ('A', 'C')""",
            """pegs = {'A': [3, 2, 1], 'B': [], 'C': []}
def move(a, b):
    d = pegs[a].pop()
    assert not pegs[b] or pegs[b][-1] > d
    pegs[b].append(d)
hanoi(3, 'A', 'B', 'C', move)
assert pegs['C'] == [3, 2, 1]""",
            "assert {frozenset(s) for s in subsets([1, 2, 3])} == {frozenset(c) for n in range(4) for c in __import__('itertools').combinations([1, 2, 3], n)}",
            """board = [[1, 0, 0], [0, 0, 0], [0, 0, 2]]
assert solve(board) and all(sorted(r) == [1, 2, 3] for r in board) and board[0][0] == 1""",
            "assert flatten([1, [2, [3, [4]], []]]) == [1, 2, 3, 4]",
            "assert ack(2, 3) == 9",
            """assert fib(50) == 12586269025
assert calls < 200, 'memo'
assert calls > 10""",
            """before = calls
fib(30)
assert calls - before <= 3 and calls > before""",
            "assert list(collatz(6)) == [6, 3, 10, 5, 16, 8, 4, 2, 1]",
            """import sys
old = sys.getrecursionlimit()
assert len(list(queens(5))) == 10 and sys.getrecursionlimit() == old""",
            """import itertools
assert list(itertools.islice(collatz(27), 3)) == [27, 82, 41] and sum(1 for _ in collatz(27)) == 112""",
        ),
    ),
    "generators and iterators": WithWrong(
        """class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1
        return self.n + 1
def chunks(xs, n):
    for i in range(0, len(xs), n): yield xs[i:i+n]
def running():
    total = 0
    while True:
        x = yield total
        total += x
def primes():
    n = 2
    while True:
        if all(n % p for p in range(2, n)): yield n
        n += 1
def interleave(*its):
    its = [iter(i) for i in its]
    while its:
        for i in its[:]:
            try: yield next(i)
            except StopIteration: its.remove(i)
def evens(xs): return filter(lambda x: x % 2 == 0, xs)
def squares(xs): return map(lambda x: x * x, xs)
def pairs(a, b): return zip(a, b)
def numbered(xs): return enumerate(xs, 1)
class Grid:
    def __init__(self, w, h): self.w, self.h = w, h
    def __iter__(self): return ((x, y) for y in range(self.h) for x in range(self.w))
    def __len__(self): return self.w * self.h
    def __reversed__(self): return reversed(list(self))
gen = (i * i for i in range(4))
def closing(log):
    try: yield 1
    finally: log.append('closed')""",
        """class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self): return iter(range(self.n))
def chunks(xs, n): return [xs]
def running(): yield 0
def primes(): yield 2
def interleave(*its): return its[0]
def evens(xs): return [x for x in xs if x % 2]
def squares(xs): return [x for x in xs]
def pairs(a, b): return [(1, 2)]
def numbered(xs): return [(0, xs)]
class Grid:
    def __init__(self, w, h): pass
    def __iter__(self): return iter([])
    def __len__(self): return 0
gen = [i * i for i in range(4)]
def closing(log): yield 1""",
        (
            "assert list(Countdown(3)) == [3, 2, 1]",
            """c = Countdown(2)
assert iter(c) is c and next(c) == 2 and next(c) == 1
try:
    next(c)
except StopIteration:
    pass
else:
    assert False""",
            "assert list(chunks([1, 2, 3, 4, 5], 2)) == [[1, 2], [3, 4], [5]]",
            """r = running()
next(r)
assert r.send(3) == 3 and r.send(4) == 7""",
            """from itertools import islice, takewhile
assert list(islice(primes(), 5)) == [2, 3, 5, 7, 11] and list(takewhile(lambda p: p < 10, primes())) == [2, 3, 5, 7]""",
            "assert list(interleave([1, 2, 3], 'ab')) == [1, 'a', 2, 'b', 3]",
            "assert isinstance(evens([1, 2]), filter) and list(evens(range(6))) == [0, 2, 4]",
            "assert isinstance(squares([1]), map) and list(squares([1, 2])) == [1, 4]",
            "assert isinstance(numbered('ab'), enumerate) and dict(numbered('ab')) == {1: 'a', 2: 'b'}",
            """g = Grid(2, 2)
assert list(g) == [(0, 0), (1, 0), (0, 1), (1, 1)] and len(g) == 4 and list(g) == list(g)""",
            """import types
assert isinstance(gen, types.GeneratorType) and sum(gen) == 14""",
            """from collections.abc import Iterator, Iterable
assert isinstance(Countdown(1), Iterator) and isinstance(Grid(1, 1), Iterable) and not isinstance(Grid(1, 1), Iterator)""",
            """log = []
g = closing(log)
next(g)
g.close()
assert log == ['closed']""",
            "assert list(reversed(Grid(2, 1))) == [(1, 0), (0, 0)]",
            """def source():
    for i in range(10):
        seen.append(i)
        yield i
seen = []
out = evens(source())
assert seen == []
assert next(out) == 0 and next(out) == 2 and seen == [0, 1, 2]""",
            """g = primes()
assert next(g) == 2 and next(g) == 3 and hasattr(g, '__next__') and iter(g) is g""",
            """a, b, *rest = Countdown(4)
assert (a, b, rest) == (4, 3, [2, 1])""",
            """g = chunks([1, 2, 3], 2)
assert next(g) == [1, 2] and next(g, None) == [3] and next(g, None) is None""",
        ),
    ),
    "decorators and closures": WithWrong(
        """import functools, time
def count_calls(f):
    @functools.wraps(f)
    def wrapper(*a, **k):
        wrapper.calls += 1
        return f(*a, **k)
    wrapper.calls = 0
    return wrapper
def retry(n, exc=Exception):
    def deco(f):
        @functools.wraps(f)
        def inner(*a, **k):
            for i in range(n):
                try: return f(*a, **k)
                except exc:
                    if i == n - 1: raise
        return inner
    return deco
def memoize(f):
    cache = {}
    @functools.wraps(f)
    def inner(*a):
        if a not in cache: cache[a] = f(*a)
        return cache[a]
    inner.cache = cache
    return inner
def validate(**types):
    def deco(f):
        @functools.wraps(f)
        def inner(**kw):
            for k, t in types.items():
                if not isinstance(kw[k], t): raise TypeError(f'{k} must be {t.__name__}')
            return f(**kw)
        return inner
    return deco
def counter(start=0):
    n = start
    def inc(by=1):
        nonlocal n
        n += by
        return n
    return inc
def compose(*fs): return functools.reduce(lambda f, g: lambda x: f(g(x)), fs)
def make_account(balance):
    def deposit(x):
        nonlocal balance
        balance += x
        return balance
    def get(): return balance
    return {'deposit': deposit, 'get': get}
class Cached:
    def __init__(self, f): self.f, self.n = f, 0; functools.update_wrapper(self, f)
    def __call__(self, *a): self.n += 1; return self.f(*a)
@count_calls
def add(a, b):
    'Adds.'
    return a + b
def log(f):
    def inner(*a):
        print(f'calling {f.__name__}')
        return f(*a)
    return inner""",
        """def count_calls(f): return f
def retry(n, exc=Exception): return lambda f: f
def memoize(f): return f
def validate(**types): return lambda f: f
def counter(start=0): return lambda by=1: start
def compose(*fs): return fs[0]
def make_account(balance): return {'deposit': lambda x: x, 'get': lambda: 0}
class Cached:
    def __init__(self, f): self.f = f; self.n = 0
    def __call__(self, *a): return self.f(*a)
def add(a, b): return a
def log(f): return f""",
        (
            """@count_calls
def f(x): return x * 2
f(1); f(2)
assert f.calls == 2 and f.__name__ == 'f'""",
            "assert add(1, 2) == 3 and add.__doc__ == 'Adds.' and add.calls == 1",
            """tries = []
@retry(3, ValueError)
def flaky():
    tries.append(1)
    if len(tries) < 3: raise ValueError('x')
    return 'ok'
assert flaky() == 'ok' and len(tries) == 3""",
            """@retry(2)
def bad():
    raise KeyError('k')
try:
    bad()
except KeyError as e:
    assert e.args == ('k',)
else:
    assert False
assert bad.__wrapped__""",
            """n = 0
@memoize
def slow(x):
    global n
    n += 1
    return x * x
assert slow(3) == slow(3) == 9 and n == 1""",
            """@memoize
def sq(x): return x * x
sq(2); sq(3)
assert sq.cache == {(2,): 4, (3,): 9}""",
            """@validate(age=int)
def person(age): return age
assert person(age=3) == 3
try:
    person(age='x')
except TypeError as e:
    assert str(e) == 'age must be int'
else:
    assert False""",
            """c = counter(5); d = counter()
assert c() == 6 and c(by=2) == 8 and d() == 1""",
            "assert compose(lambda x: x + 1, lambda x: x * 2)(5) == 11 and compose(str, abs)(-3) == '3'",
            """a = make_account(10); b = make_account(0)
a['deposit'](5)
assert a['get']() == 15 and b['get']() == 0""",
            """f = Cached(lambda x: x + 1)
assert f(1) == 2 and f(2) == 3 and f.n == 2""",
            "assert [f() for f in [counter(i) for i in range(3)]] == [1, 2, 3]",
            """import io, contextlib
out = io.StringIO()
with contextlib.redirect_stdout(out):
    r = log(abs)(-3)
assert r == 3 and out.getvalue() == 'calling abs\\n'""",
            """@log
def hi(x): return x
import io, contextlib
with contextlib.redirect_stdout(io.StringIO()) as out:
    hi(1)
assert 'calling hi' in out.getvalue()""",
            """import inspect
@count_calls
def g(a, b=2): 'doc'
assert str(inspect.signature(g)) == '(a, b=2)' and g.__doc__ == 'doc' and g.calls == 0""",
            """c = counter()
assert c.__closure__ is not None and c.__code__.co_freevars == ('n',)""",
        ),
    ),
    "context managers": WithWrong(
        """import contextlib, time, os
class Timer:
    def __enter__(self): self.start = time.perf_counter(); return self
    def __exit__(self, *e): self.elapsed = time.perf_counter() - self.start; return False
class Suppress:
    def __init__(self, *kinds): self.kinds, self.caught = kinds, None
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        self.caught = v
        return t is not None and issubclass(t, self.kinds)
@contextlib.contextmanager
def tag(name, out):
    out.append(f'<{name}>')
    yield name
    out.append(f'</{name}>')
@contextlib.contextmanager
def cd(path):
    old = os.getcwd()
    os.chdir(path)
    try: yield
    finally: os.chdir(old)
class Transaction:
    def __init__(self, data): self.data = data
    def __enter__(self): self.copy = dict(self.data); return self.copy
    def __exit__(self, t, v, tb):
        if t is None: self.data.update(self.copy)""",
        """class Timer:
    def __enter__(self): return self
    def __exit__(self, *e): return True
class Suppress:
    def __init__(self, *kinds): self.caught = 0
    def __enter__(self): return self
    def __exit__(self, t, v, tb): return False
import contextlib
@contextlib.contextmanager
def tag(name, out): yield
@contextlib.contextmanager
def cd(path): yield
class Transaction:
    def __init__(self, data): self.data = data
    def __enter__(self): return self.data
    def __exit__(self, t, v, tb): return False""",
        (
            """with Timer() as t:
    sum(range(1000))
assert 0 <= t.elapsed < 5""",
            """with Suppress(ZeroDivisionError) as s:
    1 / 0
assert isinstance(s.caught, ZeroDivisionError)""",
            """try:
    with Suppress(KeyError):
        raise ValueError('v')
except ValueError:
    ok = True
with Suppress(KeyError) as s:
    pass
assert ok and s.caught is None""",
            """out = []
with tag('b', out) as n:
    out.append('x')
assert out == ['<b>', 'x', '</b>'] and n == 'b'""",
            """d = {'a': 1}
try:
    with Transaction(d) as t:
        t['a'] = 2
        raise RuntimeError
except RuntimeError:
    pass
assert d == {'a': 1}
with Transaction(d) as t:
    t['b'] = 3
assert d == {'a': 1, 'b': 3}""",
            """try:
    with Timer() as t:
        raise KeyError('k')
except KeyError:
    assert t.elapsed >= 0
else:
    assert False""",
        ),
    ),
    "dataclasses and enums": WithWrong(
        """from dataclasses import dataclass, field, asdict, replace
from enum import Enum, IntEnum, Flag, auto
from typing import Optional
@dataclass(order=True)
class Card:
    rank: int
    suit: str = 'S'
    tags: list = field(default_factory=list, compare=False)
@dataclass(frozen=True)
class Point:
    x: float
    y: float = 0.0
    def dist(self): return (self.x**2 + self.y**2) ** .5
    def __post_init__(self):
        if self.x < 0: raise ValueError('x must be positive')
class Color(Enum):
    RED = 1
    GREEN = 2
    @classmethod
    def parse(cls, s): return cls[s.upper()]
    @property
    def hex(self): return {1: '#f00', 2: '#0f0'}[self.value]
class Level(IntEnum):
    LOW = 1
    HIGH = 5
class Perm(Flag):
    R = auto()
    W = auto()
def mix(a: Color, b: Optional[Color] = None) -> list[Color]: return [a, b or Color.RED]
@dataclass
class Inventory:
    items: dict = field(default_factory=dict)
    def add(self, k, n=1): self.items[k] = self.items.get(k, 0) + n; return self
    def __len__(self): return sum(self.items.values())""",
        """from dataclasses import dataclass
from enum import Enum
@dataclass
class Card:
    rank: int
    suit: str = 'H'
    tags: tuple = ()
@dataclass
class Point:
    x: float
    y: float = 1.0
    def dist(self): return 0
class Color(Enum):
    RED = 'r'
    GREEN = 'g'
    @classmethod
    def parse(cls, s): return cls.RED
    @property
    def hex(self): return ''
class Level(Enum):
    LOW = 0
    HIGH = 1
class Perm(Enum):
    R = 1
    W = 2
def mix(a, b=None): return []
@dataclass
class Inventory:
    items: dict = None
    def add(self, k, n=1): return None
    def __len__(self): return 0""",
        (
            "assert Card(1) < Card(2) and Card(1, 'S') == Card(1)",
            "assert Card(1).tags == [] and Card(1).tags is not Card(1).tags",
            """from dataclasses import asdict, fields, is_dataclass
assert asdict(Card(3)) == {'rank': 3, 'suit': 'S', 'tags': []} and is_dataclass(Card)""",
            """from dataclasses import FrozenInstanceError
import pytest
with pytest.raises(FrozenInstanceError):
    Point(1, 2).x = 3""",
            "assert Point(3, 4).dist() == 5 and hash(Point(1)) == hash(Point(1)) and {Point(1), Point(1.0)} == {Point(1)}",
            """import pytest
with pytest.raises(ValueError, match='positive'):
    Point(-1)""",
            "assert repr(Point(1, 2)) == 'Point(x=1, y=2)' and Point(1) == Point(1, 0.0)",
            "assert Color.parse('green') is Color.GREEN and Color.GREEN.hex == '#0f0'",
            "assert Color.RED.value == 1 and Color(2).name == 'GREEN' and [c.name for c in Color] == ['RED', 'GREEN']",
            "assert Level.HIGH > Level.LOW and Level.HIGH + 1 == 6 and max(Level) is Level.HIGH",
            "assert Perm.R | Perm.W == Perm(3) and Perm.R in (Perm.R | Perm.W)",
            "assert mix(Color.GREEN) == [Color.GREEN, Color.RED]",
            "assert mix.__annotations__['a'] is Color",
            """i = Inventory().add('a').add('b', 2)
assert len(i) == 3 and i.items == {'a': 1, 'b': 2} and Inventory().items == {}""",
            """from dataclasses import replace
assert replace(Card(1, 'H'), rank=9) == Card(9, 'H') and Card(1).suit == 'S'""",
            "assert sorted([Card(3), Card(1), Card(2)])[0].rank == 1 and sorted([Card(2, 'H'), Card(2, 'A')])[0].suit == 'A'",
            """import pytest
with pytest.raises(ValueError):
    Color(9)
assert Color['RED'] is Color.RED and len(Color) == 2 and Color.RED.value == 1""",
            """from typing import get_type_hints
assert get_type_hints(mix)['return'] == list[Color]""",
            "assert Color.RED in Color and isinstance(Color.RED, Color) and str(Color.RED) == 'Color.RED' and Color.RED.value == 1",
            """import copy
c = Card(1, 'S', [1])
d = copy.deepcopy(c)
d.tags.append(2)
assert c.tags == [1] and d == c and c.suit == 'S' and Card(1) < Card(2)""",
            """match Point(3, 4):
    case Point(x=3, y=y):
        assert y == 4
    case _:
        assert False
assert Point(3, 4).dist() == 5""",
        ),
    ),
    "docs of tests functions": WithWrong(
        """import functools
def deco(f):
    @functools.wraps(f)
    def w(*a): return f(*a)
    return w
def describe(f): return f.__name__ + ': ' + (f.__doc__ or '')""",
        """def deco(f):
    def w(*a): return f(*a)
    return w
def describe(f): return ''""",
        (
            """@deco
def g(a):
    'About g.'
    return a
assert g.__doc__ == 'About g.' and g.__name__ == 'g' and g(2) == 2""",
            """### BEGIN HIDDEN TESTS
@deco
def g(a):
    'About g.'
    return a
assert g.__doc__ == 'About g.' and g.__name__ == 'g' and g(2) == 2
### END HIDDEN TESTS""",
            """def h():
    'doc'
assert describe(h) == 'h: doc'""",
        ),
    ),
    "sql": WithWrong(
        """import sqlite3
def make():
    c = sqlite3.connect(':memory:')
    c.execute('create table p(id integer primary key, name text, age int)')
    c.executemany('insert into p(name, age) values (?, ?)', [('ann', 30), ('bob', 25), ('cyd', 30)])
    c.commit()
    return c
query = "select name from p where age = 30 order by name"
def older(conn, n): return [r[0] for r in conn.execute('select name from p where age > ? order by name', (n,))]
def add(conn, name, age):
    conn.execute('insert into p(name, age) values (?, ?)', (name, age))
    conn.commit()
con = make()
cur = con.cursor()
cur.execute('select count(*) from p')
count = cur.fetchone()[0]
def by_age(conn): return dict(conn.execute('select age, count(*) from p group by age').fetchall())
def frame(conn): return pd.read_sql('select * from p', conn)
join = "select p.name, q.city from p join q on p.id = q.pid\"""",
        """import sqlite3
def make():
    c = sqlite3.connect(':memory:')
    c.execute('create table p(id integer primary key, name text, age text)')
    return c
query = "select name from p where age = 31"
def older(conn, n): return []
def add(conn, name, age): pass
con = make()
count = 0
def by_age(conn): return {}
def frame(conn): return pd.DataFrame()
join = "select name from p\"""",
        (
            "assert con.execute(query).fetchall() == [('ann',), ('cyd',)]",
            """db = sqlite3.connect(':memory:')
db.execute('create table p(id integer primary key, name text, age int)')
db.executemany('insert into p(name, age) values (?, ?)', [('x', 1), ('y', 9), ('z', 7)])
assert older(db, 5) == ['y', 'z']""",
            """db = sqlite3.connect(':memory:')
db.execute('create table p(id integer primary key, name text, age int)')
add(db, 'q', 3)
assert db.execute('select name, age from p').fetchall() == [('q', 3)]""",
            "assert count == 3 and [r[1] for r in con.execute('pragma table_info(p)')] == ['id', 'name', 'age']",
            """c = make()
add(c, 'dee', 40)
assert older(c, 29) == ['ann', 'cyd', 'dee']""",
            "assert by_age(make()) == {30: 2, 25: 1}",
            """f = frame(make())
assert f.shape == (3, 3) and f['age'].mean() > 28""",
            """def run(q):
    d = sqlite3.connect(':memory:')
    d.executescript('create table p(id int, name text); create table q(pid int, city text); insert into p values (1, "a"), (2, "b"); insert into q values (2, "Oslo");')
    return d.execute(q).fetchall()
assert run(join) == [('b', 'Oslo')]""",
            """got = pd.read_sql_query(query, con)
assert got['name'].tolist() == ['ann', 'cyd']""",
            """with pytest.raises(sqlite3.OperationalError):
    make().execute('select nothing from p')
assert older(make(), 26) == ['ann', 'cyd']""",
            """cur = con.cursor()
cur.execute('select name from p where id = 2')
assert cur.fetchone() == ('bob',) and cur.fetchone() is None and [d[0] for d in cur.description] == ['name']""",
        ),
        """import sqlite3
import pandas as pd
import pytest""",
    ),
    "text processing": WithWrong(
        """import re, string, collections, textwrap, unicodedata
def tokenize(t): return re.findall(r"[a-z']+", t.lower())
def top(t, n): return collections.Counter(tokenize(t)).most_common(n)
def caesar(t, k): return ''.join(chr((ord(c) - 97 + k) % 26 + 97) if c.islower() else c for c in t)
EMAIL = re.compile(r'(?P<user>[\\w.]+)@(?P<host>[\\w.]+)')
def emails(t): return [m.group('host') for m in EMAIL.finditer(t)]
def concordance(t):
    d = collections.defaultdict(list)
    for i, w in enumerate(tokenize(t)): d[w].append(i)
    return d
def wrap(t, n): return textwrap.fill(t, n)
def is_palindrome(t): return (s := [c for c in t.lower() if c.isalnum()]) == s[::-1]
def parse(line):
    k, _, v = line.partition('=')
    return k.strip(), v.strip()
def anagrams(ws):
    d = {}
    for w in ws: d.setdefault(''.join(sorted(w)), set()).add(w)
    return {k: v for k, v in d.items() if len(v) > 1}
def fmt(rows): return '\\n'.join(f'{n:<6}|{v:>8.2f}' for n, v in rows)
def rle(s):
    import itertools
    return [(k, len(list(g))) for k, g in itertools.groupby(s)]
match = re.match(r'(\\d+)-(\\d+)', '12-34 x')
table = str.maketrans('abc', 'xyz')
def sub(t): return re.sub(r'(\\d+)', lambda m: str(int(m.group(1)) * 2), t)
def ascii_only(t): return unicodedata.normalize('NFD', t).encode('ascii', 'ignore').decode()""",
        """import re
def tokenize(t): return t.split(' ')
def top(t, n): return []
def caesar(t, k): return t
EMAIL = re.compile('x')
def emails(t): return None
def concordance(t): return {}
def wrap(t, n): return t
def is_palindrome(t): return t == t
def parse(line): return line.split('=')
def anagrams(ws): return {}
def fmt(rows): return ''
def rle(s): return {}
match = None
table = {}
def sub(t): return t
def ascii_only(t): return t""",
        (
            "assert tokenize(\"It's a test. A TEST\") == [\"it's\", 'a', 'test', 'a', 'test']",
            "assert top('b a b', 1) == [('b', 2)]",
            "assert caesar(caesar('hello, you', 3), -3) == 'hello, you' and caesar('xyz', 3) == 'abc'",
            """m = EMAIL.search('to ann@x.org now')
assert m and m.group('user') == 'ann' and m.groupdict() == {'user': 'ann', 'host': 'x.org'}""",
            "assert emails('a@b.c d@e.f') == ['b.c', 'e.f'] and EMAIL.groups == 2",
            """c = concordance('a b a')
assert c['a'] == [0, 2] and c['zz'] == [] and isinstance(c, dict)""",
            "assert max(map(len, wrap('lorem ipsum dolor sit amet ' * 3, 20).splitlines())) <= 20",
            "assert is_palindrome('A man, a plan, a canal: Panama') and not is_palindrome('ab')",
            "assert parse(' a = 1=2 ') == ('a', '1=2')",
            "assert anagrams(['tea', 'eat', 'x']) == {'aet': {'tea', 'eat'}}",
            "assert fmt([('a', 1), ('bb', 2.345)]) == 'a     |    1.00\\nbb    |    2.35' or fmt([('a', 1)]) == 'a     |    1.00'",
            "assert rle('aaabcc') == [('a', 3), ('b', 1), ('c', 2)]",
            "assert match.group(0) == '12-34' and match.span(2) == (3, 5) and match.groups() == ('12', '34')",
            "assert 'cab'.translate(table) == 'zxy'",
            "assert sub('a1b22') == 'a2b44'",
            "assert ascii_only('Åsé') == 'Ase'",
        ),
    ),
    "files": WithWrong(
        """import json, csv, os, pathlib, shutil
def save(d, path):
    with open(path, 'w') as f: json.dump(d, f, indent=2)
def load(path):
    with open(path) as f: return json.load(f)
def to_csv(rows, path):
    with open(path, 'w', newline='') as f:
        w = csv.DictWriter(f, fieldnames=list(rows[0])); w.writeheader(); w.writerows(rows)
def from_csv(path):
    with open(path, newline='') as f: return list(csv.DictReader(f))
def count_lines(path): return sum(1 for _ in open(path))
def organize(folder):
    for p in list(pathlib.Path(folder).iterdir()):
        if p.is_file():
            d = p.parent / p.suffix[1:]
            d.mkdir(exist_ok=True)
            p.rename(d / p.name)
def find(folder, ext): return sorted(p.name for p in pathlib.Path(folder).rglob('*' + ext))
def total_size(folder): return sum(os.path.getsize(os.path.join(r, f)) for r, _, fs in os.walk(folder) for f in fs)
def make_report(folder):
    with open(os.path.join(folder, 'report.txt'), 'w') as f: f.write('done')
def append(path, line):
    with open(path, 'a') as f: f.write(line + '\\n')
def copy_upper(src, dst):
    with open(src) as a, open(dst, 'w') as b: b.write(a.read().upper())
def clean(folder):
    for n in os.listdir(folder):
        if n.endswith('.log'): os.remove(os.path.join(folder, n))
with open('out.txt', 'w') as f: f.write('one\\ntwo\\n')
def exists(p): return pathlib.Path(p).exists()""",
        """def save(d, path): open(path, 'w').close()
def load(path): return None
def to_csv(rows, path): open(path, 'w').close()
def from_csv(path): return []
def count_lines(path): return 0
def organize(folder): pass
def find(folder, ext): return []
def total_size(folder): return 0
def make_report(folder): pass
def append(path, line): open(path, 'w').write(line)
def copy_upper(src, dst): open(dst, 'w').write('x')
def clean(folder): pass
def exists(p): return None""",
        (
            """import json, os
save({'a': [1]}, 'd.json')
assert json.load(open('d.json')) == {'a': [1]}
os.remove('d.json')""",
            """import json
with open('in.json', 'w') as f: json.dump([1, {'b': None}], f)
assert load('in.json') == [1, {'b': None}]""",
            """import csv
to_csv([{'x': 1, 'y': 'a'}], 'r.csv')
assert open('r.csv').read().split() == ['x,y', '1,a']""",
            """open('i.csv', 'w').write('p,q\\n1,2\\n')
assert from_csv('i.csv') == [{'p': '1', 'q': '2'}]""",
            """import tempfile, os
with tempfile.NamedTemporaryFile('w', suffix='.txt', delete=False) as f:
    f.write('a\\nb\\nc\\n')
assert count_lines(f.name) == 3
os.unlink(f.name)""",
            """import tempfile, pathlib
with tempfile.TemporaryDirectory() as d:
    for n in ('a.txt', 'b.csv', 'c.txt'): (pathlib.Path(d) / n).write_text('x')
    organize(d)
    assert sorted(p.name for p in (pathlib.Path(d) / 'txt').iterdir()) == ['a.txt', 'c.txt'] and (pathlib.Path(d) / 'csv' / 'b.csv').exists() and not (pathlib.Path(d) / 'a.txt').exists()""",
            """import tempfile, pathlib
with tempfile.TemporaryDirectory() as d:
    p = pathlib.Path(d); (p / 'sub').mkdir(); (p / 'sub' / 'a.txt').write_text('1'); (p / 'b.txt').write_text('2'); (p / 'c.md').write_text('3')
    assert find(d, '.txt') == ['a.txt', 'b.txt']""",
            """import tempfile, os
with tempfile.TemporaryDirectory() as d:
    open(os.path.join(d, 'a.txt'), 'w').write('12345')
    assert total_size(d) == 5""",
            """import tempfile, os
with tempfile.TemporaryDirectory() as d:
    make_report(d)
    assert os.listdir(d) == ['report.txt'] and open(os.path.join(d, 'report.txt')).read() == 'done'""",
            """import os
if os.path.exists('log.txt'): os.remove('log.txt')
append('log.txt', 'a'); append('log.txt', 'b')
assert open('log.txt').read() == 'a\\nb\\n'""",
            """open('s.txt', 'w').write('abc')
copy_upper('s.txt', 't.txt')
assert open('t.txt').read() == 'ABC'""",
            """import tempfile, os, pathlib
d = tempfile.mkdtemp()
for n in ('a.log', 'b.txt'): pathlib.Path(d, n).write_text('')
clean(d)
assert os.listdir(d) == ['b.txt']""",
            """import os
assert os.path.exists('out.txt') and open('out.txt').readlines() == ['one\\n', 'two\\n']""",
            """import os
os.makedirs('data', exist_ok=True)
open('data/q.txt', 'w').write('hey')
assert find('data', '.txt') == ['q.txt'] and exists('data') is True and exists('nope') is False""",
            """import shutil, os
os.makedirs('box', exist_ok=True)
make_report('box')
assert os.path.isfile('box/report.txt')
shutil.rmtree('box')""",
            """import pathlib, tempfile
with tempfile.TemporaryDirectory() as d:
    p = pathlib.Path(d) / 'x.json'
    save({'k': 1}, p)
    assert load(p) == {'k': 1} and p.read_text().startswith('{')""",
        ),
    ),
}
