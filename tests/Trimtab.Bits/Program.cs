using System.Runtime.Intrinsics.X86;
using Trimtab.Bits;

// Prints the bits of small trainings, studies and figures, a line each: "kind/name digest". The tests run it on processors with and
// without vector instructions.
Console.WriteLine(
    $"# AVX-512 {Avx512F.IsSupported}, AVX2 {Avx2.IsSupported}, FMA {Fma.IsSupported}, AVX {Avx.IsSupported}, SSE4.2 {Sse42.IsSupported}");
foreach (var (name, digest) in Trainings.All().Concat(Searches.All()).Concat(FiguresOf.All()))
{
    Console.WriteLine($"{name} {digest}");
}
