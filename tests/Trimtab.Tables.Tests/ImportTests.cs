using Trimtab.Spaces;
using Trimtab.Storages;

namespace Trimtab.Tables.Tests;

/// <summary>Files as spreadsheets, pandas and Optuna write them.</summary>
public sealed class ImportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("imports").FullName;

    private static SearchSpace Space => SearchSpace.Create(new Dictionary<string, Distribution>
    {
        ["x"] = new FloatDistribution(0, 1),
        ["batch"] = new CategoricalDistribution([16, 32, 0.1, true, "relu"]),
    });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("x,batch,value\r\n0.5,16,1\r\n0.25,32,2\r\n")]
    [InlineData("x,batch,value\r0.5,16,1\r0.25,32,2")]
    [InlineData("x,batch,\"value\"\r\n0.5,16,\"1\"\r\n0.25,32,\"2\"\r\n")]
    [InlineData("\uFEFFx;batch;value\r\n0,5;16;1\r\n0,25;32;2\r\n")]
    [InlineData("sep=;\r\nx;batch;value\r\n0.5;16;1\r\n0.25;32;2\r\n")]
    [InlineData("\uFEFFsep=,\r\nx,batch,value\r\n0.5,16,1\r\n0.25,32,2\r\n")]
    [InlineData("\n x , batch, value ,,\n0.5,16,1,,\n,,,,\n\n0.25,32,2,,\n,\n , ,,,\n")]
    [InlineData("x,remark,batch,value,remark\n0.5,a,16,1,b\n0.25,c,32,2,d\n")]
    [InlineData("x,batch,value\n0.50,16.0,1e0\n0.25,3.2e1,2.0\n")]
    public async Task Csv_OfAnyProgram_HasTheSameTrials(string text)
    {
        var study = await ImportedAsync(text);

        Assert.Equal([1, 2], study.Trials.Select(trial => trial.Value!.Value));
        Assert.Equal(
            [ParameterSet.Of(("x", 0.5), ("batch", 16)), ParameterSet.Of(("x", 0.25), ("batch", 32))],
            study.Trials.Select(trial => trial.Parameters));
    }

    [Theory]
    [InlineData("32.0", "32")]
    [InlineData("0.10", "0.1")]
    [InlineData("True", "true")]
    [InlineData("TRUE", "true")]
    [InlineData("relu", "relu")]
    public async Task Choice_WrittenInAnotherWay_IsTheSame(string cell, string choice)
    {
        var study = await ImportedAsync($"x,batch,value\n0.5,{cell},1\n");

        Assert.Equal(choice, study.Trials.Single().Parameters["batch"].ToDisplayString());
    }

    [Theory]
    [InlineData("inf", double.PositiveInfinity)]
    [InlineData("-inf", double.NegativeInfinity)]
    [InlineData("Infinity", double.PositiveInfinity)]
    [InlineData("-Infinity", double.NegativeInfinity)]
    public async Task Infinity_OfNumPy_IsAValue(string cell, double value) =>
        Assert.Equal(value, (await ImportedAsync($"x,batch,value\n0.5,16,{cell}\n")).Trials.Single().Value);

    [Theory]
    [InlineData("nan")]
    [InlineData("NaN")]
    [InlineData("<NA>")]
    public async Task NaN_OfPandas_IsNoCell(string cell)
    {
        var study = await ImportedAsync($"x,batch,value,duration,state\n{cell},{cell},{cell},{cell},FAIL\n");

        Assert.Equal((TrialState.Failed, 0), (study.Trials.Single().State, study.Trials.Single().Parameters.Count));
    }

    [Fact]
    public async Task Import_Again_AddsTheNewRowsAlone_UnlessAsked()
    {
        string text = "x,batch,value\n0.5,16,1\n0.5,16,1\n0.25,32,2\n";
        using var storage = new MemoryStorage();
        var study = Study.Open(storage, new() { Name = "s", Space = Space });

        Assert.Equal(3, await AddAsync(study, text));
        Assert.Equal(0, await AddAsync(study, text));
        Assert.Equal(2, await AddAsync(Study.Open(storage, new() { Name = "s", Space = Space }), text + "0.5,16,1\n1,relu,3\n"));
        study.Refresh();
        Assert.Equal(5, study.Count);
        Assert.Equal("t.csv, row 3", study.Trials[2].Attributes[ImportOptions.SourceAttribute]);
        Assert.Equal(3, await AddAsync(study, text, new() { AddsAgain = true }));
    }

    [Fact]
    public async Task Import_OfAStudysOwnTrials_AddsNone()
    {
        var study = new Study(new() { Space = Space });
        await study.OptimizeAsync(Objective, 5, cancellationToken: Token);
        await study.ExportAsync(At, Token);

        Assert.Equal(0, await study.ImportAsync(At, cancellationToken: Token));
    }

    [Fact]
    public async Task Import_WithATitleOfNothing_SaysWhatThereIs() => await Assert.ThrowsAsync<UnknownNameException>(() => AddAsync(
        new(new() { Space = Space }),
        "x,batch,value\n0.5,16,1\n",
        new() { Titles = new Dictionary<string, string> { ["y"] = "x" } }));

    [Fact]
    public async Task Column_OfNothingKnown_IsKeptAsAnAttribute_AndSaid()
    {
        var study = new Study(new() { Space = Space });
        IReadOnlyList<string> kept = [];
        await AddAsync(
            study,
            ",number,x,batch,value,Operator,remark,remark,params_opt,user_attrs_note\n"
                + "0,7,0.5,16,1,Ann,a,,adam,n\n1,8,0.25,32,2,,c,d,sgd,\n",
            new() { KeptAsAttributes = titles => kept = titles });

        Assert.Equal(["Operator", "remark", "remark.1", "params_opt"], kept);
        Assert.Equal("Operator=Ann note=n params_opt=adam remark=a", Attributes(study.Trials[0]));
        Assert.Equal("params_opt=sgd remark=c remark.1=d", Attributes(study.Trials[1]));
    }

    private static string Attributes(Trial trial) => string.Join(' ', trial.Attributes
        .Where(item => item.Key != ImportOptions.SourceAttribute)
        .OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => $"{item.Key}={item.Value}"));

    private static double Objective(LiveTrial trial)
    {
        trial.Suggest("batch", Space["batch"]);
        return trial.SuggestFloat("x", 0, 1);
    }

    private string At => Path.Combine(_folder, "t.csv");

    private async Task<Study> ImportedAsync(string text)
    {
        var study = new Study(new() { Space = Space });
        await AddAsync(study, text);
        return study;
    }

    private Task<int> AddAsync(Study study, string text, ImportOptions? options = null)
    {
        File.WriteAllText(At, text);
        return study.ImportAsync(At, options, Token);
    }
}
