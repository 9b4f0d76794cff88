# Trains a small net on scikit-learn's digits, and prints its accuracy after each epoch: what trimtab reads and prunes by.
import argparse

from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier

flags = argparse.ArgumentParser()
flags.add_argument("--lr", type=float, default=0.001)
flags.add_argument("--width", type=int, default=32)
flags.add_argument("--activation", default="relu")
flags.add_argument("--epochs", type=int, default=10)
flags.add_argument("--seed", type=int, default=0)
flags = flags.parse_args()

images, labels = load_digits(return_X_y=True)
train, test, train_labels, test_labels = train_test_split(images / 16, labels, test_size=0.3, random_state=0)
net = MLPClassifier(flags.width, activation=flags.activation, learning_rate_init=flags.lr, random_state=flags.seed)
for epoch in range(1, flags.epochs + 1):
    net.partial_fit(train, train_labels, classes=range(10))
    print(f"epoch={epoch} accuracy={net.score(test, test_labels):.4f}")
