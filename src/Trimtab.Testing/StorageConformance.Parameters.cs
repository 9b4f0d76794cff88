using Trimtab.Samplers;
using Trimtab.Spaces;
using Trimtab.Storages;

namespace Trimtab.Testing;

/// <content>Parameters: what no reader could read, what every reader can, rules between them.</content>
public abstract partial class StorageConformance
{
    /// <summary>A parameter whose distribution or value Optuna's classes would refuse when they read it is refused.</summary>
    [Theory]
    [InlineData("Float", """{"step": null, "low": 2.0, "high": 1.0, "log": false}""", 1)]
    [InlineData("Float", """{"step": null, "low": NaN, "high": 1.0, "log": false}""", 1)]
    [InlineData("Float", """{"step": null, "low": 0.0, "high": NaN, "log": false}""", 1)]
    [InlineData("Float", """{"step": null, "low": 0.0, "high": 1.0, "log": true}""", 1)]
    [InlineData("Float", """{"step": null, "low": -1.0, "high": 1.0, "log": true}""", 1)]
    [InlineData("Float", """{"step": 0.5, "low": 0.5, "high": 1.0, "log": true}""", 1)]
    [InlineData("Float", """{"step": 0.0, "low": 0.0, "high": 1.0, "log": false}""", 1)]
    [InlineData("Float", """{"step": -0.5, "low": 0.0, "high": 1.0, "log": false}""", 1)]
    [InlineData("Float", """{"step": NaN, "low": 0.0, "high": 1.0, "log": false}""", 1)]
    [InlineData("Float", """{"step": 0.5, "low": 0.0, "high": Infinity, "log": false}""", 1)]
    [InlineData("Float", """{"step": null, "low": 0.1, "high": 1.0, "log": true}""", 0)]
    [InlineData("Int", """{"log": false, "step": 1, "low": 2, "high": 1}""", 1)]
    [InlineData("Int", """{"log": false, "step": 1, "low": 9007199254740993, "high": 9007199254740992}""", 1)]
    [InlineData("Int", """{"log": false, "step": 0, "low": 0, "high": 1}""", 1)]
    [InlineData("Int", """{"log": false, "step": -1, "low": 0, "high": 1}""", 1)]
    [InlineData("Int", """{"log": true, "step": 1, "low": 0, "high": 1}""", 1)]
    [InlineData("Int", """{"log": true, "step": 2, "low": 1, "high": 9}""", 1)]
    [InlineData("Int", """{"log": false, "step": 1, "low": 0, "high": Infinity}""", 1)]
    [InlineData("Int", """{"log": false, "step": 1, "low": 0, "high": 1}""", double.PositiveInfinity)]
    [InlineData("Categorical", """{"choices": ["a", "b"]}""", 2)]
    [InlineData("Categorical", """{"choices": ["a", "b"]}""", -1)]
    [InlineData("Categorical", """{"choices": ["a", "b"]}""", 0.5)]
    [InlineData("Categorical", """{"choices": ["a", "b"]}""", double.PositiveInfinity)]
    [InlineData("Categorical", """{"choices": ["a", "b"]}""", double.NaN)]
    public void Parameters_ThatNoReaderCouldRead_AreRefused(string kind, string attributes, double value)
    {
        var rule = new StorageRule(
            "A parameter whose distribution or value Optuna's classes would refuse when they read it is refused.");
        using var storage = Open();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        var running = storage.CreateTrial(study, new());
        var parameters = Map("x", new StoredParameter(value, Json(kind, attributes)));

        rule.Refuses<TrimtabException>(() => storage.Write(running.Id, 0, new() { Parameters = parameters }));
        rule.Refuses<TrimtabException>(() => storage.CreateTrial(study, new() { Parameters = parameters }));
        rule.Refuses<TrimtabException>(() => storage.CreateTrials(study, [Completed(1) with { Parameters = parameters }]));
        rule.None(storage.ReadTrials(study, -1, []).Single().Parameters);
    }

    /// <summary>
    /// A number outside of its ends or steps is kept, as Optuna writes it where it was enqueued, and so are ends that are no doubles.
    /// </summary>
    [Theory]
    [InlineData("Float", """{"step": null, "low": 0.0, "high": 1.0, "log": false}""", 5)]
    [InlineData("Float", """{"step": 0.5, "low": 0.0, "high": 1.0, "log": false}""", 0.3)]
    [InlineData("Float", """{"step": null, "low": -Infinity, "high": Infinity, "log": false}""", 1)]
    [InlineData("Int", """{"log": false, "step": 2, "low": 0, "high": 10}""", 11)]
    [InlineData("Int", """{"log": false, "step": 1, "low": -4611686018427387904, "high": 4611686018427387904}""", -3.25e18)]
    [InlineData("Int", """{"log": false, "step": 1, "low": 9007199254740993, "high": 9007199254740993}""", 9007199254740992)]
    [InlineData("Int", """{"log": false, "step": 1, "low": 0, "high": 1180591620717411303424}""", 4.9233268440663576e+20)]
    [InlineData("Categorical", """{"choices": ["a", "a", "b"]}""", 2)]
    public void Parameters_OutsideOfTheirEnds_AreKept_AndTheirStudyIsRead(string kind, string attributes, double value)
    {
        var rule = new StorageRule("A number outside of its ends or steps is kept, as Optuna writes it, and its study is read.");
        using var storage = Open();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        var parameter = new StoredParameter(value, Json(kind, attributes));
        storage.CreateTrial(study, Completed(1) with { Parameters = Map("x", parameter) });

        using var again = Open();
        rule.Same(parameter, again.ReadTrials(study, -1, []).Single().Parameters["x"]);
        rule.Same(1, new StudyCatalog(again).Read("study").Trials.Single().Parameters.Count);
    }

    /// <summary>Integers beyond 2⁵³ that a study has suggested are exact when it is opened again.</summary>
    [Fact]
    public async Task Study_OfIntegersBeyondDoubles_HasThemExactly_WhenItIsOpenedAgain()
    {
        var rule = new StorageRule("Integers beyond 2⁵³ that a study has suggested are exact when it is opened again.");
        using var storage = Open();
        long wide = 1L << 62, odd = (1L << 53) + 1;
        var options = new StudyOptions
        {
            Name = "study",
            Sampler = new RandomSampler(),
            Space = new() { ["n"] = new IntDistribution(-wide, wide), ["one"] = new IntDistribution(odd, odd) },
        };
        var study = Study.Open(storage, options);
        study.Enqueue(ParameterSet.Create([KeyValuePair.Create("n", (ParameterValue)odd)]));
        var asked = new List<long>();
        await study.OptimizeAsync(
            trial =>
            {
                asked.Add(trial.Suggest("n", new IntDistribution(-wide, wide)).As<long>());
                return trial.Suggest("one", new IntDistribution(odd, odd)).As<long>() - odd;
            },
            trials: 5,
            cancellationToken: Token);

        using var other = Open();
        var read = Study.Open(other, options).Trials;
        rule.Same(odd, asked[0]);
        rule.Same(asked, read.Select(trial => trial.Parameters["n"].As<long>()));
        rule.All(odd, read.Select(trial => trial.Parameters["one"].As<long>()));
        rule.All(new IntDistribution(-wide, wide), read.Select(trial => trial.Space["n"]));
        rule.Same(
            asked.Select(value => (double)value),
            other.ReadTrials(other.FindStudy("study")!.Id, -1, []).Select(trial => trial.Parameters["n"].Value));
    }

    /// <summary>
    /// A study whose parameters have rules keeps them when it is opened again, has the same trials as one that never stopped, and is not
    /// opened with other rules.
    /// </summary>
    [Fact]
    public async Task Study_WithRules_KeepsThem_WhenItIsOpenedAgain()
    {
        var rule = new StorageRule("A study whose parameters have rules keeps them when it is opened again.");
        using var storage = Open();
        StudyOptions Options(string name, params SpaceRule[] rules) => new()
        {
            Name = name,
            Seed = 3,
            Space = new()
            {
                ["a"] = new FloatDistribution(0, 1),
                ["b"] = new FloatDistribution(0, 1),
                ["least"] = new IntDistribution(1, 50),
                ["most"] = new IntDistribution(1, 50),
                Rules = rules,
            },
        };
        SpaceRule order = new OrderRule("least", "most"), sum = new SumRule(1, "a", "b");
        await RunAsync(Study.Open(storage, Options("whole", order, sum)), 12);
        await RunAsync(Study.Open(storage, Options("stopped", order, sum)), 5);

        using var other = Open();
        var resumed = Study.Open(other, Options("stopped", order, sum));
        await RunAsync(resumed, 12);

        rule.Same(
            Study.Open(other, Options("whole", order, sum)).Trials.Select(trial => trial.Parameters),
            resumed.Trials.Select(trial => trial.Parameters));
        rule.Holds(resumed.Trials.All(trial => order.Holds(trial.Parameters) && sum.Holds(trial.Parameters)));
        rule.Refuses<TrimtabException>(() => Study.Open(other, Options("stopped")));
        rule.Refuses<TrimtabException>(() => Study.Open(other, Options("stopped", order)));
        rule.Refuses<TrimtabException>(() => Study.Open(other, Options("stopped", order, new SumRule(1.5, "a", "b"))));
    }

    private static Task<OptimizeResult> RunAsync(Study study, int upTo) => study.OptimizeAsync(
        trial => trial.SuggestFloat("a", 0, 1) + trial.SuggestFloat("b", 0, 1) + trial.SuggestInt("least", 1, 50)
            - trial.SuggestInt("most", 1, 50),
        options: new() { UpTo = upTo },
        cancellationToken: Token);

    private static string Json(string kind, string attributes) => $$"""{"name": "{{kind}}Distribution", "attributes": {{attributes}}}""";
}
