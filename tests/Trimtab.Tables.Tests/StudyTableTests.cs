using Trimtab.Spaces;

namespace Trimtab.Tables.Tests;

/// <summary>Trials of a study in files, and back.</summary>
public sealed class StudyTableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tables").FullName;

    private static SearchSpace Space => SearchSpace.Create(new Dictionary<string, Distribution>
    {
        ["lr"] = new FloatDistribution(1e-4, 1, Log: true),
        ["units"] = new IntDistribution(1, 100),
        ["mixed"] = new CategoricalDistribution(["relu", 2, 2.5, true]),
    });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Formats => [.. TableFormat.Catalog.Names];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Study_ExportedAndImported_HasItsFinishedTrials(string format)
    {
        var options = new StudyOptions { Space = Space, Seed = 3 };
        var study = new Study(options);
        await study.OptimizeAsync(Objective, 30, cancellationToken: Token);
        study.Enqueue(ParameterSet.Of(("units", 5)));

        await study.ExportAsync(At(format), Token);
        var other = new Study(options);
        int count = await other.ImportAsync(At(format), cancellationToken: Token);

        Assert.Equal(30, count);
        Assert.Equal(study.Trials.Take(30).Select(Outcome), other.Trials.Select(Outcome));
        Assert.Contains(other.Trials, trial => trial.State == TrialState.Failed);
        Assert.Contains(other.Trials, trial => trial.State == TrialState.Pruned);
    }

    [Fact]
    public async Task Export_HasTheColumnsOfOptunasDataFrame()
    {
        var study = new Study(new() { Space = Space });
        await study.OptimizeAsync(Objective, 3, cancellationToken: Token);

        await study.ExportAsync(At("csv"), Token);

        Assert.Equal(
            "number,value,datetime_start,datetime_complete,duration,params_lr,params_mixed,params_units,user_attrs_note,"
            + "system_attrs_trimtab:given,system_attrs_trimtab:origins,state",
            File.ReadLines(At("csv")).First());
    }

    /// <summary>As a spreadsheet has it: titles of one's own, a decimal point, empty cells.</summary>
    [Fact]
    public async Task Import_OfASpreadsheet_IsATrialForEachRow()
    {
        File.WriteAllText(
            At("csv"),
            "run;learning rate;units;mixed;accuracy;remark\nA;0.01;16;relu;0.9;good\nB;1e-3;64;2.5;0.95;\n",
            new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        var study = new Study(new() { Space = Space, Objectives = [new("accuracy", Direction.Maximize)] });
        await study.OptimizeAsync(trial => trial.SuggestFloat("lr", 1e-4, 0.5), 1, cancellationToken: Token);

        await study.ImportAsync(At("csv"), new() { Titles = new Dictionary<string, string> { ["lr"] = "learning rate" } }, Token);

        Assert.Equal([0.9, 0.95], study.Trials.Skip(1).Select(trial => trial.Value!.Value));
        Assert.Equal([1, 2], study.Trials.Skip(1).Select(trial => trial.Number));
        Assert.Equal(ParameterSet.Of(("lr", 1e-3), ("units", 64), ("mixed", 2.5)), study.BestTrial!.Parameters);
    }

    /// <summary>pandas writes a duration as <c>0 days 00:00:01.500000</c>.</summary>
    [Fact]
    public async Task Import_OfWhatPandasWrites_HasItsTimes()
    {
        File.WriteAllText(
            At("csv"),
            ",number,value,datetime_start,datetime_complete,duration,params_lr,params_units,params_mixed,state\n"
            + "0,0,0.5,2026-01-31 21:34:05.678901,2026-01-31 21:34:07.178901,0 days 00:00:01.500000,0.5,7,True,COMPLETE\n"
            + "1,1,,2026-01-31 21:34:05.678901,,,0.5,7,relu,RUNNING\n");
        var study = new Study(new() { Space = Space });

        int count = await study.ImportAsync(At("csv"), new() { TimeZone = TimeZoneInfo.Utc }, Token);

        var trial = study.Trials.Single();
        Assert.Equal(1, count);
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 21, 34, 5, 678, 901, TimeSpan.Zero), trial.Started);
        Assert.Equal(TimeSpan.FromSeconds(1.5), trial.Duration);
        Assert.Equal(ParameterSet.Of(("lr", 0.5), ("units", 7), ("mixed", true)), trial.Parameters);
    }

    [Theory]
    [InlineData("lr,units,mixed,value\n0.1,1,relu,1\n2,1,relu,1\n", "'lr' must be a number from")]
    [InlineData("lr,units,mixed,value\n0.1,1,relu,1\n\"0,1\",1,relu,1\n", "decimal point. Row 2 has '0,1'")]
    [InlineData("lr,units,mixed,value\n0.1,1,relu,1\n0.1,1.5,relu,1\n", "'units' must be a whole number from")]
    [InlineData("lr,units,mixed,value\n0.1,1,relu,1\n0.1,1,tanh,1\n", "Row 2 has 'tanh'")]
    [InlineData(
        "lr,units,mixed,value\n0.1,1,relu,1\n0.1,1,relu,\n",
        "column 'value' must have a value in a row that is COMPLETE, as one without a state is. Row 2 has ''. Leave the row out, or add a")]
    [InlineData("lr,units,mixed,value,state\n0.1,1,relu,1,COMPLETE\n0.1,1,relu,,COMPLETE\n", "a value in a row that is COMPLETE")]
    [InlineData("lr,units,mixed,value,state\n0.1,1,relu,1,COMPLETE\n0.1,1,relu,1,DONE\n", "Row 2 has 'DONE'")]
    [InlineData("lr,mixed,value\n0.1,relu,1\n", "None is called 'params_units' or 'units'. The titles are 'lr', 'mixed', 'value'")]
    [InlineData("lr,units,mixed\n0.1,1,relu\n", "None is called 'value'.")]
    [InlineData(
        "lr, Units ,remark\n0.1,1,relu\n",
        "'params_mixed' or 'mixed'; none is called 'params_units' or 'units' (is it 'Units'?); none is called 'value'.")]
    [InlineData("lr,units,mixed,value,lr\n0.1,1,relu,1,2\n", "2 are called 'lr'")]
    [InlineData("lr;units;mixed;value\n0.5;1;relu;0,5\n", "Another number is '0.5'")]
    [InlineData("lr;units;mixed;value\n1;1;relu;1,234\n", "can be read in one way. Row 1 has '1,234'")]
    public async Task Import_OfAWrongCell_SaysRowAndColumn_AndAddsNothing(string text, string said)
    {
        File.WriteAllText(At("csv"), text);
        var study = new Study(new() { Space = Space });

        var error = await Assert.ThrowsAnyAsync<TrimtabException>(() => study.ImportAsync(At("csv"), cancellationToken: Token));

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, study.Count);
    }

    [Fact]
    public async Task Import_WithoutASpace_SaysWhatToDo()
    {
        File.WriteAllText(At("csv"), "lr,value\n1,2\n");

        var error = await Assert.ThrowsAsync<TrimtabException>(() => new Study().ImportAsync(At("csv"), cancellationToken: Token));

        Assert.Contains("set ImportOptions.Space", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_OfNoTrials_IsTitlesAlone()
    {
        await new Study().ExportAsync(At("csv"), Token);

        Assert.Equal("number,value,datetime_start,datetime_complete,duration,state\n", File.ReadAllText(At("csv")));
    }

    private static double Objective(LiveTrial trial)
    {
        double rate = trial.SuggestFloat("lr", 1e-4, 1, log: true);
        int units = trial.SuggestInt("units", 1, 100);
        trial.Suggest("mixed", Space["mixed"]);
        trial.SetAttribute("note", $"=trial {trial.Number}, \"quoted\"");
        if (trial.Number % 7 == 3)
        {
            throw new InvalidOperationException("it fails");
        }

        return trial.Number % 7 == 5 ? throw new TrialPrunedException() : trial.Number % 7 == 6 ? double.PositiveInfinity : rate * units;
    }

    private static string Outcome(Trial trial) => FormattableString.Invariant(
        $"{trial.Number} {trial.State} {string.Join(' ', trial.Values.Values.Select(value => value.ToString("R")))} {trial.Parameters} ")
        + $"{trial.Attributes.GetValueOrDefault("note")}";

    private string At(string extension) => Path.Combine(_folder, "trials." + extension);
}
