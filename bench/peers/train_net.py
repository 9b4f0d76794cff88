"""Trains one of the benchmark's nets on MNIST in PyTorch, as a user writes it, and prints images per second.

usage: python3 train_net.py DATA [--net seed|mnist|mlp|residual|gru] [--images 12223] [--epochs 3] [--threads 1] [--channels-last]
DATA is the folder that holds mnist/. The seed's net takes 2s against 7s. One JSON line: the median epoch's images
per second, by elapsed and by CPU time, its seconds, the last loss.
"""
import argparse, gzip, json, os, statistics, time

parser = argparse.ArgumentParser()
parser.add_argument("data")
parser.add_argument("--net", choices=["seed", "mnist", "mlp", "residual", "gru"], default="seed")
parser.add_argument("--images", type=int, default=12223)
parser.add_argument("--epochs", type=int, default=3)
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--channels-last", action="store_true")
options = parser.parse_args()
os.environ["OMP_NUM_THREADS"] = str(options.threads)

import numpy as np
import torch
from torch import nn

torch.set_num_threads(options.threads)
torch.manual_seed(7)


def idx(name, header):
    with gzip.open(os.path.join(options.data, "mnist", name), "rb") as file:
        return np.frombuffer(file.read(), np.uint8, offset=header)


def convolutional(first, second, hidden, classes):
    return nn.Sequential(
        nn.Conv2d(1, first, 3), nn.ReLU(), nn.Conv2d(first, second, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Dropout(0.25),
        nn.Flatten(), nn.Linear(144 * second, hidden), nn.ReLU(), nn.Dropout(0.5), nn.Linear(hidden, classes))


class Residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(1, 32, 3, stride=2, padding=1)
        self.convolutions = nn.ModuleList(nn.Conv2d(32, 32, 3, padding=1) for _ in range(4))
        self.last = nn.Linear(32, 10)

    def forward(self, x):
        y = torch.relu(self.first(x))
        for block in (0, 2):
            y = torch.relu(y + self.convolutions[block + 1](torch.relu(self.convolutions[block](y))))
        return self.last(y.mean((2, 3)))


class Recurrent(nn.Module):
    def __init__(self):
        super().__init__()
        self.gru, self.last = nn.GRU(28, 64, batch_first=True), nn.Linear(64, 10)

    def forward(self, x):
        return self.last(self.gru(x[:, 0])[0][:, -1])


labels = idx("train-labels-idx1-ubyte.gz", 8).astype(np.int64)
images = idx("train-images-idx3-ubyte.gz", 16).reshape(-1, 1, 28, 28)
if options.net == "seed":
    picked = (labels == 2) | (labels == 7)
    images, labels = images[picked], (labels[picked] == 7).astype(np.int64)
x = torch.from_numpy(images[:options.images].astype(np.float32) / 255)
y = torch.from_numpy(labels[:options.images].copy())

if options.net == "mlp":
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 256), nn.ReLU(), nn.Linear(256, 10))
elif options.net in ("residual", "gru"):
    net = Residual() if options.net == "residual" else Recurrent()
else:
    net = convolutional(4, 8, 16, 2) if options.net == "seed" else convolutional(32, 64, 128, 10)
if options.channels_last:
    net, x = net.to(memory_format=torch.channels_last), x.contiguous(memory_format=torch.channels_last)
optimizer = torch.optim.RMSprop(net.parameters(), lr=0.001, alpha=0.9, eps=1e-7)
loss_of = nn.CrossEntropyLoss()

seconds, cpu_seconds = [], []
for epoch in range(options.epochs):
    net.train()
    start, cpu_start = time.perf_counter(), time.process_time()
    total = 0.0
    order = torch.randperm(len(x))
    for first in range(0, len(x), 128):
        rows = order[first:first + 128]
        optimizer.zero_grad()
        loss = loss_of(net(x[rows]), y[rows])
        loss.backward()
        optimizer.step()
        total += loss.item() * len(rows)
    seconds.append(time.perf_counter() - start)
    cpu_seconds.append(time.process_time() - cpu_start)

median = statistics.median(seconds[1:] or seconds)
cpu_pace = options.threads * len(x) / statistics.median(cpu_seconds[1:] or cpu_seconds)  # of all threads, each a CPU second
print(json.dumps({"images_per_second": len(x) / median, "images_per_cpu_second": cpu_pace, "seconds": median, "loss": total / len(x), "peer": f"torch {torch.__version__}"}))
