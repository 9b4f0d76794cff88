using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Bits;

/// <summary>A study for every sampler.</summary>
internal static class Searches
{
    private static readonly SearchSpace _space = new()
    {
        ["real"] = new FloatDistribution(-2, 3),
        ["third"] = new FloatDistribution(0, 1),
        ["rate"] = new FloatDistribution(1e-5, 1, Log: true),
        ["stepped"] = new FloatDistribution(0, 1, Step: 0.25),
        ["layers"] = new IntDistribution(1, 1000, Log: true),
        ["kind"] = new CategoricalDistribution(["linear", "rbf", "poly"]),
        Rules = [new OrderRule("third", "rate")],
    };

    /// <summary>Runs each and yields the digest of its trials.</summary>
    public static IEnumerable<(string Name, string Digest)> All() => EverySampler().Append(("sampler/screen, additive", RunAdditive()));

    private static IEnumerable<(string Name, string Digest)> EverySampler() =>
        from name in Sampler.Catalog.Names
        where name is not ("grid" or "brute_force")
        from space in new[] { (Name: "ruled", Space: _space), (Name: "free", Space: SearchSpace.Create(_space)) }
        select ($"sampler/{name}, {space.Name}", Run(name, space.Space));

    /// <summary>A sum of functions of one number each, which the additive model of screening predicts best.</summary>
    private static string RunAdditive()
    {
        var study = new Study(new() { Sampler = new SurrogateScreeningSampler { AdditiveEvery = 2 }, Seed = 3 });
        for (int i = 0; i < 50; i++)
        {
            var trial = study.Ask();
            double x = trial.SuggestFloat("x", 0, 1), y = trial.SuggestFloat("y", 0, 1), fold = Math.Abs((8 * x % 2) - 1);
            trial.Tell((4 * (x - 0.3) * (x - 0.3)) + fold + Math.Abs((10 * y % 2) - 1));
        }

        return Digest.Of(study.Trials);
    }

    private static string Run(string name, SearchSpace space)
    {
        var study = new Study(new() { Sampler = Sampler.Catalog.Create(name), Seed = 3, Space = space });
        int trials = name is "gp" or "screen" or "auto" ? 24 : 70;
        for (int i = 0; i < trials; i++)
        {
            var trial = study.Ask();
            double real = trial.Suggest("real", space["real"]).As<double>(), rate = trial.Suggest("rate", space["rate"]).As<double>();
            double rest = trial.Suggest("third", space["third"]).As<double>() + trial.Suggest("stepped", space["stepped"]).As<double>();
            int layers = trial.Suggest("layers", space["layers"]).As<int>(), kind = trial.Suggest("kind", space["kind"])
                .As<string>().Length;
            trial.Tell(((real - 1) * (real - 1)) + Math.Abs(rest - 1.1) + (rate * 3) + (Math.Abs(layers - 60) / 100.0) + kind);
        }

        return Digest.Of(study.Trials);
    }
}
