using Trimtab.Spaces;

namespace Trimtab.Tests.Spaces;

public class TypedSpaceTests
{
    public enum Solver
    {
        Sgd,
        Adam,
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Study_OfATypedSpace_SuggestsWholeObjects()
    {
        var study = new Study(new() { Seed = 1 });
        var seen = new List<Settings>();

        await study.OptimizeAsync<Settings>(
            settings =>
            {
                seen.Add(settings);
                return Math.Abs(Math.Log10(settings.Rate) + 3)
                    + (settings.Solver == Solver.Sgd ? 1 - settings.Momentum : 1)
                    + (settings.Layers / 10.0);
            },
            80,
            cancellationToken: Token);

        Assert.All(seen, settings => Assert.InRange(settings.Layers, 1, 6));
        Assert.All(seen.Where(settings => settings.Solver == Solver.Adam), settings => Assert.Equal(0.5, settings.Momentum));
        Assert.All(seen, settings => Assert.Equal("kept", settings.Note));
        var best = new TypedSpace<Settings>().From(study.BestTrial!.Parameters);
        Assert.Equal((Solver.Sgd, seen.Contains(best)), (best.Solver, true));
        Assert.Equal(["layers", "rate", "solver"], new TypedSpace<Settings>().Always.Keys);
    }

    [Fact]
    public void Types_ThatCanNotBeSearched_SaySo()
    {
        Assert.Contains("has none", Assert.Throws<TrimtabException>(() => new TypedSpace<Empty>()).Message, StringComparison.Ordinal);
        Assert.Contains(
            "has no 'init' or 'set'", Assert.Throws<TrimtabException>(() => new TypedSpace<Fixed>()).Message, StringComparison.Ordinal);
        Assert.Contains(
            "can't hold what its attribute says",
            Assert.Throws<TrimtabException>(() => new TypedSpace<Wrong>()).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "'When' must name another parameter",
            Assert.Throws<TrimtabException>(() => new TypedSpace<Lost>()).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "A parameter can't depend on itself",
            Assert.Throws<TrimtabException>(() => new TypedSpace<Circle>()).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "Low must be above 0", Assert.Throws<TrimtabException>(() => new TypedSpace<Zero>()).Message, StringComparison.Ordinal);
    }

    public sealed record Settings
    {
        [FloatRange(1e-5, 1, Log = true)]
        public double Rate { get; init; } = 0.01;

        [IntRange(1, 6)]
        public int Layers { get; init; } = 2;

        [Choices(Solver.Sgd, Solver.Adam)]
        public Solver Solver { get; init; }

        [FloatRange(0, 0.99, When = nameof(Solver), Is = [Solver.Sgd])]
        public double Momentum { get; init; } = 0.5;

        public string Note { get; init; } = "kept";
    }

    public sealed record Empty;

    public sealed record Fixed
    {
        [IntRange(1, 2)]
        public int N { get; }
    }

    public sealed record Wrong
    {
        [Choices("a", "b")]
        public int N { get; init; }
    }

    public sealed record Lost
    {
        [IntRange(1, 2, When = "Nothing", Is = [1])]
        public int N { get; init; }
    }

    public sealed record Circle
    {
        [IntRange(1, 2, When = nameof(B), Is = [1])]
        public int A { get; init; }

        [IntRange(1, 2, When = nameof(A), Is = [1])]
        public int B { get; init; }
    }

    public sealed record Zero
    {
        [FloatRange(0, 1, Log = true)]
        public double Rate { get; init; }
    }
}
