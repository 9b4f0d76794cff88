namespace Trimtab.Bench;

/// <summary>The functions of the Black-Box Optimization Benchmark.</summary>
[Named("bbob")]
internal sealed class BbobProblems : ProblemSet
{
    public override string Description => "24 functions of reals";

    public override IReadOnlyList<Problem> Problems(int dimensions) =>
    [
        .. Enumerable.Range(1, Bbob.Functions).Select(f => new Problem(
            $"f{f}", seed => Problem.Reals(new(f, dimensions, seed), "x", dimensions))),
    ];
}
