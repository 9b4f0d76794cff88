using Trimtab.Spaces;
using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

/// <summary>
/// Parameters that Optuna 5.0.0.dev has written, with a sampler at random and a trial enqueued at x = y = 2⁵³ + 1 and f = 5: integers
/// beyond 2⁵³ and beyond 64 bits, a number outside of its ends, a choice that is there twice. The lines are as its journal has them.
/// </summary>
public sealed class OptunaParameterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("journal").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Study_OfOptuna_HasWhatOptunaShows_AndMore()
    {
        using var storage = Written(
            ("x", "9007199254740992.0", Integer("-4611686018427387904", "4611686018427387904")),
            ("y", "9007199254740992.0", Integer("9007199254740993", "9007199254740993")),
            ("z", "4.9233268440663576e+20", Integer("0", "1180591620717411303424")),
            ("f", "5.0", """{"name": "FloatDistribution", "attributes": {"step": null, "low": 0.0, "high": 1.0, "log": false}}"""),
            ("g", "-Infinity", """{"name": "FloatDistribution", "attributes": {"step": 0.1, "low": 0.0, "high": 1e+22, "log": false}}"""),
            ("c", "2", """{"name": "CategoricalDistribution", "attributes": {"choices": ["a", "a", "b"]}}"""));

        var trial = Study.Load(storage, "study").Trials.Single();

        Assert.Equal(9007199254740992, trial.Parameters["x"]); // rounded, as Optuna shows it
        Assert.Equal(9007199254740993, trial.Parameters["y"]); // the only value that can have been rounded to this
        Assert.Equal(492332684406635757568.0, trial.Parameters["z"]);
        Assert.Equal(5.0, trial.Parameters["f"]);
        Assert.Equal("-Infinity", trial.Parameters["g"].ToDisplayString());
        Assert.Equal("b", trial.Parameters["c"]);
        Assert.Equal(new IntDistribution(-(1L << 62), 1L << 62), trial.Space["x"]);
        Assert.Equal(new IntDistribution(0, long.MaxValue), trial.Space["z"]);
    }

    /// <summary>Values of a trial that is added again elsewhere stand for the same numbers.</summary>
    [Theory]
    [InlineData("9007199254740993", "9007199254740993", 9007199254740992)]
    [InlineData("-9223372036854775808", "9223372036854775807", 9223372036854775807)] // 2⁶³ as a double
    [InlineData("0", "1180591620717411303424", 4.9233268440663576e+20)]
    [InlineData("0", "10", 11)]
    public void Values_OfIntegers_AreStoredAsTheNumberTheyCameFrom(string low, string high, double stored)
    {
        var distribution = StoredDistribution.Parse(Integer(low, high)).ToDistribution();

        var value = StoredValue.Read(distribution, stored);

        Assert.Equal(stored, StoredValue.Of(distribution, value));
    }

    /// <summary>Samplers learn from what they can, and a new trial has integers of the whole range.</summary>
    [Fact]
    public async Task Study_OfOptuna_GoesOn_WithIntegersOfTheWholeRange()
    {
        const long End = 1L << 62;
        using var storage = Written(("x", "-3.258101838821115e+18", Integer("-4611686018427387904", "4611686018427387904")));
        var study = Study.Load(storage, "study");

        await study.OptimizeAsync(
            trial => trial.Suggest("x", new IntDistribution(-End, End)).As<double>(),
            trials: 15,
            cancellationToken: TestContext.Current.CancellationToken);
        new StudyCatalog(storage).Copy("study", storage, "copy");

        Assert.Equal(-3258101838821114880, study.Trials[0].Parameters["x"]); // as Optuna shows it
        Assert.All(study.Trials, trial => Assert.Equal(TrialState.Complete, trial.State));
        Assert.Equal(
            study.Trials.Select(trial => trial.Parameters), Study.Load(storage, "copy").Trials.Select(trial => trial.Parameters));
    }

    private static string Integer(string low, string high) =>
        $$$"""{"name": "IntDistribution", "attributes": {"log": false, "step": 1, "low": {{{low}}}, "high": {{{high}}}}}""";

    private JournalStorage Written(params (string Name, string Value, string Distribution)[] parameters)
    {
        string path = Path.Combine(_folder, "journal.log");
        File.WriteAllLines(
            path,
            [
                """{"op_code":0,"worker_id":"w","study_name":"study","directions":[1]}""",
                """{"op_code":4,"worker_id":"w","study_id":0,"datetime_start":"2026-01-02T03:04:05.678901+00:00"}""",
                .. parameters.Select(item =>
                    $"{{\"op_code\":5,\"worker_id\":\"w\",\"trial_id\":0,\"param_name\":\"{item.Name}\","
                    + $"\"param_value_internal\":{item.Value},\"distribution\":{PythonText.Quote(item.Distribution)}}}"),
                """{"op_code":6,"worker_id":"w","trial_id":0,"state":1,"values":[1.0],"datetime_complete":"2026-01-02T03:04:06.0+00:00"}""",
            ]);
        return new(path);
    }
}
