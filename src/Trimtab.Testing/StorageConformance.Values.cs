using Trimtab.Storages;

namespace Trimtab.Testing;

/// <content>Values of every kind: what was written is read back as it was.</content>
public abstract partial class StorageConformance
{
    /// <summary>A trial that is created with all it can have is read back with all of it.</summary>
    [Fact]
    public void CreateTrial_WithAllItCanHave_IsReadBackWithAllOfIt()
    {
        var rule = new StorageRule("A trial that is created with all it can have is read back with all of it.");
        var template = new StoredTrial
        {
            State = TrialState.Complete,
            Values = [double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -1.7976931348623157e308],
            Started = _noon.AddTicks(1230),
            Completed = _noon.AddHours(1),
            Parameters = new OrderedDictionary<string, StoredParameter> { ["z"] = new(0.1, Rate), ["a \"b\""] = new(5e-324, Rate) },
            IntermediateValues = new OrderedDictionary<long, double> { [7] = double.NaN, [0] = double.NegativeInfinity, [1_000_000] = 0.1 },
            UserAttributes = Map("text", "\"日本語\\n\""),
            SystemAttributes = Map("list", "[1, 1.0, true]"),
        };
        using (var storage = Open())
        {
            long study = storage.CreateStudy("study", [Direction.Minimize, Direction.Minimize, Direction.Maximize, Direction.Maximize]);
            storage.CreateTrial(study, new());
            var created = storage.CreateTrial(study, template);

            rule.Same(1, created.Number);
        }

        using var again = Open();
        var trial = again.ReadTrials(again.ReadStudies().Single().Id, -1, [])[1];

        rule.Same(template.Values, trial.Values);
        rule.Same((template.State, template.Started, template.Completed), (trial.State, trial.Started, trial.Completed));
        rule.Same(template.Parameters.AsEnumerable(), trial.Parameters); // and their order
        rule.Same(template.IntermediateValues.OrderBy(item => item.Key), trial.IntermediateValues.OrderBy(item => item.Key));
        rule.Same("\"日本語\\n\"", Decoded(trial.UserAttributes["text"]));
        rule.Same("[1, 1.0, true]", trial.SystemAttributes["list"]);
    }

    /// <summary>Numbers of every size come back as they were; a result and a parameter are never NaN.</summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(-0.0)]
    [InlineData(5e-324)]
    [InlineData(-1.7976931348623157e308)]
    [InlineData(9007199254740993.0)]
    [InlineData(1e22)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.NaN)]
    public void Numbers_OfAnySize_ComeBackAsTheyWere_AndResultsThatAreNaNAreRefused(double value)
    {
        var rule = new StorageRule("Numbers of every size come back as they were; a result and a parameter are never NaN.");
        using var storage = Open();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        var one = storage.CreateTrial(study, new());
        var set = Map("x", new StoredParameter(value, Rate));
        storage.Write(one.Id, 0, new() { IntermediateValues = new Dictionary<long, double> { [0] = value, [int.MaxValue] = value } });

        bool[] refusals =
        [
            IsRefused(() => storage.Write(one.Id, 0, new() { Parameters = set })),
            IsRefused(() => storage.CreateTrial(study, new() { Parameters = set })),
            IsRefused(() => storage.CreateTrials(study, [Completed(value)])),
            IsRefused(() => storage.Write(one.Id, 0, new() { End = new(TrialState.Complete, [value], _noon) })),
        ];

        using var again = Open();
        var read = again.ReadTrials(study, -1, []);
        rule.All(double.IsNaN(value), refusals);
        rule.Same([value, value], read[0].IntermediateValues.Values);
        rule.Same(double.IsNaN(value) ? TrialState.Running : TrialState.Complete, read[0].State);
        rule.All(value, read.SelectMany(trial => trial.Parameters.Values).Select(parameter => parameter.Value));
        rule.All(value, read.SelectMany(trial => trial.Values ?? []));
        rule.Same(double.IsNaN(value) ? 1 : 3, read.Count);
    }

    /// <summary>A distribution of any kind that Optuna has had comes back as it was written.</summary>
    [Theory]
    [InlineData("""{"name": "FloatDistribution", "attributes": {"step": 0.1, "low": -1e-08, "high": 1.7e+308, "log": false}}""")]
    [InlineData("""{"name": "IntDistribution", "attributes": {"log": true, "step": 1, "low": 1, "high": 9223372036854775807}}""")]
    [InlineData("""{"name": "CategoricalDistribution", "attributes": {"choices": [null, true, 2, 2.0, "2", "", "日", "\ud83d\ude00"]}}""")]
    [InlineData("""{"name": "CategoricalDistribution", "attributes": {"choices": [NaN, Infinity, 1180591620717411303424, [1], {}]}}""")]
    [InlineData("""{"name": "CategoricalDistribution", "attributes": {"choices": ["\ud800", "\u0000", "\n\"\\"]}}""")]
    [InlineData("""{"name": "UniformDistribution", "attributes": {"low": 0.0, "high": 1.0}}""")]
    [InlineData("""{"name": "LogUniformDistribution", "attributes": {"low": 0.1, "high": 1.0}}""")]
    [InlineData("""{"name": "DiscreteUniformDistribution", "attributes": {"low": 0.0, "high": 1.0, "q": 0.25}}""")]
    [InlineData("""{"name": "IntUniformDistribution", "attributes": {"low": 0, "high": 10, "step": 2}}""")]
    [InlineData("""{"name": "IntLogUniformDistribution", "attributes": {"low": 1, "high": 10, "step": 1}}""")]
    [InlineData("""{"type": "categorical", "choices": ["a", "b"]}""")]
    [InlineData("""{"type": "float", "low": 0.0, "high": 1.0}""")]
    public void Distributions_OfEveryKind_ComeBackAsTheyWere(string distribution)
    {
        var rule = new StorageRule("A distribution of any kind that Optuna has had comes back as it was written.");
        using var storage = Open();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        var running = storage.CreateTrial(study, new());

        storage.Write(running.Id, 0, new() { Parameters = Map("x", new StoredParameter(1, distribution)) });
        storage.CreateTrial(study, Completed(1) with { Parameters = Map("x", new StoredParameter(1, distribution)) });

        using var again = Open();
        rule.All(new(1, distribution), again.ReadTrials(study, -1, []).Select(trial => trial.Parameters["x"]));
    }

    /// <summary>What is no distribution is refused: one that is stored would keep every reader in Python from its study.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("nan")]
    [InlineData("[]")]
    [InlineData("""{"name": "NormalDistribution", "attributes": {"low": 0.0, "high": 1.0}}""")]
    [InlineData("""{"name": "FloatDistribution", "attributes": {"low": 0.0, "high": 1.0, "mean": 0.5}}""")]
    [InlineData("""{"name": "FloatDistribution", "attributes": {"low": 0.0}}""")]
    [InlineData("""{"name": "FloatDistribution", "attributes": {"low": "a", "high": 1.0}}""")]
    [InlineData("""{"name": "CategoricalDistribution", "attributes": {"choices": []}}""")]
    public void Distributions_ThatAreNone_AreRefused(string distribution)
    {
        var rule = new StorageRule(
            "What is no distribution is refused: one that is stored would keep every reader in Python from its study.");
        using var storage = Open();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        var running = storage.CreateTrial(study, new());
        var parameters = Map("x", new StoredParameter(0.5, distribution));

        rule.Refuses<TrimtabException>(() => storage.Write(running.Id, 0, new() { Parameters = parameters }));
        rule.Refuses<TrimtabException>(() => storage.CreateTrial(study, new() { Parameters = parameters }));
        rule.Refuses<TrimtabException>(() => storage.CreateTrials(study, [new() { Parameters = parameters }]));
        rule.None(storage.ReadTrials(study, -1, []).Single().Parameters);
    }

    /// <summary>JSON of any kind comes back as it was written, but for white space and escapes.</summary>
    [Theory]
    [InlineData("null")]
    [InlineData("[NaN, Infinity, -Infinity, -0.0, 1e400, 5e-324]")]
    [InlineData("1180591620717411303424")]
    [InlineData("-1180591620717411303424.5e-7")]
    [InlineData("\"\\ud83d\"")]
    [InlineData("\"\\u0000 \\ud83d\\ude00 😀 日本 é\"")]
    [InlineData("{\"b\": 1, \"a\": {\"\": []}, \"b\": [2.0, 2]}")]
    [InlineData(" [\n 1,\t2\r\n] ")]
    public void Attributes_OfAnyJson_ComeBackAsTheyWere(string json)
    {
        var rule = new StorageRule("JSON of any kind comes back as it was written, but for white space and escapes.");
        using var storage = Open();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        storage.SetStudyAttribute(study, AttributeKind.System, "a", json);
        var trial = storage.CreateTrial(study, new() { UserAttributes = Map("created", json) });
        storage.Write(trial.Id, 0, new() { UserAttributes = Map("written", json) });

        using var again = Open();
        var read = again.ReadTrials(study, -1, []).Single();
        string[] all = [again.ReadStudies().Single().SystemAttributes["a"], read.UserAttributes["created"], read.UserAttributes["written"]];
        rule.All(PythonText.OneLine(json).Trim(), all.Select(text => PythonText.OneLine(text).Trim()));
    }

    /// <summary>A long text comes back whole.</summary>
    [Fact]
    public void Attributes_OfAMillionCharacters_ComeBackWhole()
    {
        var rule = new StorageRule("A long text comes back whole.");
        string json = $"\"{new string('x', 1_000_000)}\"";
        using var storage = Open();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        storage.SetStudyAttribute(study, AttributeKind.User, "long", json);

        using var again = Open();
        rule.Same(json, again.ReadStudies().Single().UserAttributes["long"]);
    }

    /// <summary>A time is the same moment in any offset, to the microsecond.</summary>
    [Fact]
    public void Times_OfAnyOffset_ComeBackAsTheSameMoment()
    {
        var rule = new StorageRule("A time is the same moment in any offset, to the microsecond.");
        var local = new DateTimeOffset(2026, 3, 29, 2, 30, 0, TimeSpan.FromHours(5.5)).AddMicroseconds(123_457);
        using var storage = Open();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        var trial = storage.CreateTrial(study, new() { State = TrialState.Waiting });
        storage.Claim(trial.Id, local, _none);
        storage.Write(trial.Id, 0, new() { End = new(TrialState.Failed, null, local.AddMicroseconds(1)) });

        using var again = Open();
        var read = again.ReadTrials(study, -1, []).Single();
        rule.Same((local.UtcDateTime, local.AddMicroseconds(1).UtcDateTime), (read.Started?.UtcDateTime, read.Completed?.UtcDateTime));
        rule.Same(null, read.Values);
    }

    /// <summary>JSON of a string, whether a storage keeps its characters or their escapes.</summary>
    private static string Decoded(string json) => json.Replace("\\u65e5\\u672c\\u8a9e", "日本語", StringComparison.Ordinal);
}
