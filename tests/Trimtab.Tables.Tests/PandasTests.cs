using Trimtab.Spaces;
using Trimtab.Storages;

namespace Trimtab.Tables.Tests;

/// <summary>
/// What pandas 1.5.3 writes of Optuna 5's <c>trials_dataframe</c>: lines of its files, with the trials that Optuna had. It ran in Berlin.
/// </summary>
public sealed class PandasTests : IDisposable
{
    private const string Json = """{"number":0,"value_accuracy":0.5,"params_lr":0.25,"params_m":2.0,"state":"COMPLETE",""";

    private static readonly TimeZoneInfo _berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly DateTimeOffset _start = new(2026, 11, 26, 16, 18, 15, 364, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("pandas").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static StudyOptions Options => new()
    {
        Name = "s",
        Space = SearchSpace.Create(new Dictionary<string, Distribution>
        {
            ["lr"] = new FloatDistribution(0, 1),
            ["m"] = new CategoricalDistribution(["relu", (string?)null, true, 2, 2.5]),
        }),
        Objectives = [new("accuracy", Direction.Maximize)],
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("2026-11-26 17:18:15.364", "0 days 00:00:00.789000")]
    [InlineData("2026-11-26 17:18:15.364000", "0 days 00:00:00.789000023")]
    [InlineData("2026-11-26T17:18:15.364", "P0DT0H0M0.789S")]
    [InlineData("2026-11-26 16:18:15.364+00:00", "0:00:00.789")]
    [InlineData("2026-11-26T16:18:15.364Z", "0.789")]
    public async Task Times_OfCsv_AreThoseOfTheTimeZone(string start, string duration)
    {
        var trial = await SingleAsync("csv", $"value_accuracy,params_lr,params_m,datetime_start,duration\n0.5,0.25,2,{start},{duration}\n");

        Assert.Equal((_start, TimeSpan.FromMilliseconds(789)), (trial.Started!.Value, trial.Duration));
    }

    [Theory]
    [InlineData("0 days 00:00:01", 1)]
    [InlineData("1 days 00:00:01.5", 86401.5)]
    [InlineData("1 day, 0:00:01.5", 86401.5)]
    [InlineData("-1 days +23:59:59", -1)]
    [InlineData("P1DT2H3M4.5S", 93784.5)]
    [InlineData("3.5", 3.5)]
    public async Task Duration_InAnyForm_IsRead(string duration, double seconds)
    {
        var trial = await SingleAsync("csv", $"value,params_lr,params_m,duration\n0.5,0.25,2,\"{duration}\"\n");

        Assert.Equal(seconds, trial.Duration.TotalSeconds);
    }

    /// <summary>Seconds, milli-, micro- and nanoseconds from 1970 on, of the wall clock: <c>date_unit</c> of <c>to_json</c>.</summary>
    [Theory]
    [InlineData("1795713495,\"datetime_complete\":1795713497,\"duration\":2", 0, 2)]
    [InlineData("1795713495364,\"datetime_complete\":1795713497364,\"duration\":2000", 364, 2)]
    [InlineData("1795713495364000,\"datetime_complete\":1795713497364000,\"duration\":2000000", 364, 2)]
    [InlineData("1795713495364000000,\"datetime_complete\":1795713497364000000,\"duration\":2000000000", 364, 2)]
    [InlineData("\"2026-11-26T17:18:15.364\",\"datetime_complete\":\"2026-11-26T17:18:17.364\"", 364, 2)]
    public async Task Times_OfJson_HaveTheUnitOfTheFile(string times, int milliseconds, double seconds)
    {
        var trial = await SingleAsync("jsonl", $"{Json}\"datetime_start\":{times}}}\n");

        Assert.Equal(_start.AddMilliseconds(milliseconds - 364), trial.Started);
        Assert.Equal(seconds, trial.Duration.TotalSeconds);
    }

    /// <summary>At the hour that a clock skips and in the one it repeats: the time before the change, as pandas has none to tell.</summary>
    [Theory]
    [InlineData("2026-03-29 02:30:00", "2026-03-29 01:30:00")]
    [InlineData("2026-10-25 02:30:00", "2026-10-25 01:30:00")]
    public async Task Time_AtAChangeOfClocks_IsOneOfStandardTime(string local, string utc)
    {
        var trial = await SingleAsync("csv", $"value,params_lr,params_m,datetime_start\n0.5,0.25,2,{local}\n");

        Assert.Equal(DateTimeOffset.Parse(utc + "Z", System.Globalization.CultureInfo.InvariantCulture), trial.Started);
    }

    [Theory]
    [InlineData("csv", "value,params_lr,params_m,state\n0.5,0.25,,COMPLETE\n")]
    [InlineData("csv", "value,params_lr,params_m,state\n,0.25,,PRUNED\n")]
    [InlineData("jsonl", """{"value": 0.5, "params_lr": 0.25, "params_m": null}""")]
    public async Task BlankChoice_OfAnEvaluatedTrial_IsNull(string format, string text)
    {
        var trial = await SingleAsync(format, text);

        Assert.Equal(ParameterSet.Of(("lr", 0.25), ("m", (string?)null)), trial.Parameters);
    }

    [Theory]
    [InlineData("csv", "value,params_lr,params_m,state\n,0.25,,FAIL\n")]
    [InlineData("csv", "value,params_lr,params_m,state\n1,0.25,null,COMPLETE\n1,0.25,,COMPLETE\n")]
    [InlineData("jsonl", "{\"value\": 0.5, \"params_lr\": 0.25, \"params_m\": null}\n{\"value\": 0.5, \"params_lr\": 0.25}")]
    public async Task BlankChoice_ThatIsWrittenElsewhere_OrOfAFailedTrial_IsMissing(string format, string text)
    {
        var study = await ImportedAsync(format, text);

        Assert.Equal(ParameterSet.Of(("lr", 0.25)), study.Trials[^1].Parameters);
    }

    [Fact]
    public async Task BlankChoice_OfNullOrEmptyText_IsAnError()
    {
        var choices = new CategoricalDistribution(["", (string?)null, 1]);
        var space = SearchSpace.Create(new Dictionary<string, Distribution> { ["m"] = choices });
        File.WriteAllText(At("csv"), "value,m\n0.5,\n");

        var error = await Assert.ThrowsAsync<TrimtabException>(
            () => new Study(new() { Space = space }).ImportAsync(At("csv"), cancellationToken: Token));

        Assert.Contains("'m' must have a choice that can be read in one way. Row 1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv", "value,params_lr,params_m,system_attrs_constraints\n0.5,0.25,2,\"[-0.5, inf, 0.25]\"\n", "[-0.5, Infinity, 0.25]")]
    [InlineData("jsonl", """{"value":1,"params_lr":0.25,"params_m":2,"system_attrs_constraints":[-0.5,0.25]}""", "[-0.5,0.25]")]
    public async Task Constraints_OfOptuna_AreKeptOneByOne(string format, string text, string constraints)
    {
        using var storage = new MemoryStorage();
        var study = Study.Open(storage, Options);
        File.WriteAllText(At(format), text);

        await study.ImportAsync(At(format), cancellationToken: Token);

        var stored = storage.ReadTrials(storage.FindStudy("s")!.Id, -1, []).Single();
        Assert.Equal(constraints, stored.SystemAttributes["constraints"]);
        Assert.Equal(format == "csv" ? double.PositiveInfinity : 0.25, study.Trials[0].Violation);
        Assert.Contains(TrialTable.Of(new StudyCatalog(storage).Read("s")).Columns, column =>
            column.Name == "system_attrs_constraints" && Equals(column.Cells[0], constraints));
    }

    [Fact]
    public async Task NamedConstraints_AndObjectsOfPython_AreReadWhereTheyAreJson()
    {
        var trial = await SingleAsync(
            "csv",
            "value,params_lr,params_m,system_attrs_constraints:c1,system_attrs_fixed_params\n0.5,0.25,2,0.5,\"{'lr': 0.25}\"\n");

        Assert.Equal(0.5, trial.Violation);
    }

    [Theory]
    [InlineData("value_accuracy")]
    [InlineData("value")]
    [InlineData("accuracy")]
    public async Task Value_OfAnyTitle_IsTheObjectives(string title)
    {
        var trial = await SingleAsync("csv", $"{title},lr,m\n0.5,0.25,2\n");

        Assert.Equal(0.5, trial.Value);
    }

    [Fact]
    public async Task Values_WithoutNames_AreThoseOfTheObjectivesInOrder()
    {
        File.WriteAllText(At("csv"), "values_1,values_0,lr,m\n2,1,0.25,2\n");
        var study = new Study(Options with { Objectives = [new("loss", Direction.Minimize), new("time", Direction.Minimize)] });

        await study.ImportAsync(At("csv"), cancellationToken: Token);

        Assert.Equal((1.0, 2.0), (study.Trials[0].Values["loss"], study.Trials[0].Values["time"]));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"COMPLETE,PRUNED\"")]
    [InlineData("true")]
    public async Task State_ThatIsNone_IsAnError(string state) => await Assert.ThrowsAsync<TrimtabException>(
        () => SingleAsync("jsonl", $"{{\"value\": 1, \"lr\": 0.25, \"m\": 2, \"state\": {state}}}"));

    private string At(string format) => Path.Combine(_folder, "o." + format);

    private async Task<Trial> SingleAsync(string format, string text) => (await ImportedAsync(format, text)).Trials.Single();

    private async Task<Study> ImportedAsync(string format, string text)
    {
        File.WriteAllText(At(format), text);
        var study = new Study(Options);
        await study.ImportAsync(At(format), new() { TimeZone = _berlin }, Token);
        return study;
    }
}
