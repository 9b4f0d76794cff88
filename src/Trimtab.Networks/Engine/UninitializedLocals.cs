using System.Runtime.CompilerServices;

// Scratch that kernels keep on the stack is written before it is read; clearing it at every call costs several percent of a small convolution.
[module: SkipLocalsInit]
