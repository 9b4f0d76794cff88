"""Makes elementary.json: arguments, the nearest double to the true value, and what is left to it. Usage: python3 elementary.py > elementary.json"""
import json
import random

import mpmath
from mpmath import cos, exp, log, mp, mpf, power, sin

mp.prec = 200
random.seed(1)
rows = {"exp": [], "log": [], "pow": [], "cos": [], "sin": []}


def add(name, arguments, value):
    nearest = float(value)
    rows[name].append(arguments + [nearest, float(value - mpf(nearest))])


def uniform(low, high, count):
    return [random.uniform(low, high) for _ in range(count)]


for x in uniform(-745, 709.7, 60) + uniform(-1, 1, 60) + uniform(-1e-8, 1e-8, 6):
    add("exp", [x], exp(mpf(x)))
for x in [2.0**e for e in uniform(-1070, 1023, 60)] + uniform(0.5, 2, 60) + [1 + f for f in uniform(-1e-6, 1e-6, 10)]:
    add("log", [x], log(mpf(x)))
for _ in range(60):
    x, y = 2.0 ** random.uniform(-30, 30), random.uniform(-25, 25)
    add("pow", [x, y], power(mpf(x), mpf(y)))
for _ in range(60):
    x, y = random.uniform(0.9, 0.9999), float(random.randrange(1, 50000))
    if y * log(x) > -690:
        add("pow", [x, y], power(mpf(x), mpf(y)))
for x in uniform(-4, 4, 60) + uniform(-1e5, 1e5, 40) + [float(k * mp.pi / 2) for k in (1, 2, 3, 5, 100, 63000)]:
    add("cos", [x], cos(mpf(x)))
    add("sin", [x], sin(mpf(x)))

body = ",\n".join('"%s":[\n%s]' % (name, ",\n".join(json.dumps(row).replace(" ", "") for row in values)) for name, values in rows.items())
print('{\n"meta":{"mpmath":"%s"},\n%s\n}' % (mpmath.__version__, body))
