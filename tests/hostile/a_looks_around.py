"""Looks for what the test expects in the frames that call it, in all objects and modules."""

from tests.hostile.case import SECRET, Case

CASE = Case(
    cells={
        "double": f"""
import gc, inspect, linecache, sys
WORDS = [word[::-1] for word in ('{SECRET[::-1]}', 'stupni_neddih', 'rof thgir ton', 'tsil_neddih')]
def things():
    frame = sys._getframe()
    while frame:
        yield from (frame.f_locals, frame.f_globals, frame.f_code.co_consts, frame.f_code.co_names)
        frame = frame.f_back
    yield [frame.f_locals for frame in sys._current_frames().values()]
    yield linecache.cache
    yield [vars(module) for name, module in sys.modules.items() if 'grading' in name]
    yield get_ipython().user_ns, get_ipython().kernel.__dict__, get_ipython().history_manager
    yield from gc.get_objects()
found = set()
def double(x):
    for thing in things():
        if type(thing) in (str, bytes, dict, list, tuple, set) and thing not in (WORDS, found):
            try:
                text = repr(thing)
            except BaseException:
                continue
            for word in WORDS:
                place = text.find(word)
                if place >= 0 and "'place'" not in text and 'WORDS' not in text:
                    found.add(text[max(place - 50, 0) : place + 50])
    return None
"""
    },
    last="print('found:', found)",
    lost={"test_double", "test_double_hidden"},
    says=r"found: set\(\)",
)
