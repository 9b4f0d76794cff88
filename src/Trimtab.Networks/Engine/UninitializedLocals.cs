using System.Runtime.CompilerServices;

// Stack buffers of kernels are written before they are read; zeroing them at every call costs several percent of a small convolution.
[module: SkipLocalsInit]
