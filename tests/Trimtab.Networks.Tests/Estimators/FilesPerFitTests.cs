using Trimtab.Caching;
using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Networks.Tests.Models;
using Trimtab.Spaces;

namespace Trimtab.Networks.Tests.Estimators;

/// <summary>Callbacks that write files: each training of a search has its own, named after candidate, fold and epochs.</summary>
public sealed class FilesPerFitTests : IDisposable
{
    private static readonly Dataset _rows = Nets.Digits.Train.Select([.. Enumerable.Range(0, 60)]);

    private readonly string _folder = Directory.CreateTempSubdirectory("files").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IEnumerable<string> Files => Directory.GetFiles(_folder).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void GridSearch_WritesAFileOfEachTraining_ThatOfTheLongest()
    {
        var grid = new ParameterGrid { ["batch_size"] = [16, 32], ["epochs"] = [2, 4] };

        new GridSearchCV(Logged("log.csv"), grid) { Cv = 2, Workers = 2 }.Fit(_rows, Token);

        Assert.Equal(
            [
                "log.candidate-0-fold-0-epochs-4.csv", "log.candidate-0-fold-1-epochs-4.csv",
                "log.candidate-2-fold-0-epochs-4.csv", "log.candidate-2-fold-1-epochs-4.csv", "log.refit.csv",
            ],
            Files);
        Assert.All(Files.Take(4), file => Assert.Equal(5, File.ReadAllLines(Path.Combine(_folder, file)).Length));
    }

    [Fact]
    public void Path_WithAPlaceholder_HasTheNameThere()
    {
        new GridSearchCV(Logged("{fit}-log.csv"), new() { ["epochs"] = [1] }) { Cv = 2 }.Fit(_rows, Token);

        Assert.Equal(["candidate-0-fold-0-epochs-1-log.csv", "candidate-0-fold-1-epochs-1-log.csv", "refit-log.csv"], Files);
    }

    [Fact]
    public void Checkpoint_OfASearch_HasTheBestWeightsOfItsFit()
    {
        var net = Classifier(() =>
            [
                new ModelCheckpoint(Path.Combine(_folder, "best.safetensors")) { SaveBestOnly = true },
                new EarlyStopping { RestoreBestWeights = true, Patience = 2 },
            ]) with
        { ValidationSplit = 0.25 };

        var result = new GridSearchCV(net, new() { ["epochs"] = [6] }) { Cv = 2 }.Fit(_rows, Token);

        Assert.Equal(
            ["best.candidate-0-fold-0-epochs-6.safetensors", "best.candidate-0-fold-1-epochs-6.safetensors", "best.refit.safetensors"],
            Files);
        using var loaded = Nets.Small();
        loaded.LoadWeights(Path.Combine(_folder, "best.refit.safetensors"));
        Assert.Equal(((FittedNetworkClassifier)result.BestEstimator!).Model.Bits(), loaded.Bits());
    }

    [Fact]
    public void Halving_WritesAFileOfEachRung()
    {
        var grid = new ParameterGrid { ["batch_size"] = [16, 32] };
        new HalvingSearchCV(Logged("log.csv") with { Epochs = 4 }, grid) { Cv = 2, Factor = 2, Refit = false }.Fit(_rows, Token);

        Assert.Equal(
            [
                "log.candidate-0-fold-0-epochs-2.csv", "log.candidate-0-fold-0-epochs-4.csv",
                "log.candidate-0-fold-1-epochs-2.csv", "log.candidate-0-fold-1-epochs-4.csv",
                "log.candidate-1-fold-0-epochs-2.csv", "log.candidate-1-fold-1-epochs-2.csv",
            ],
            Files);
        Assert.All(Files, file => Assert.Equal( // each is of a whole training
            file.Contains("epochs-4", StringComparison.Ordinal) ? 5 : 3, File.ReadAllLines(Path.Combine(_folder, file)).Length));
    }

    [Fact]
    public void SearchesWithinFolds_AndLearningCurves_KeepTheirFilesApart()
    {
        var search = new GridSearchCV(Logged("{fit}.csv"), new() { ["epochs"] = [1] }) { Cv = 2 };

        new NestedCrossValidate(search) { Cv = 2 }.Fit(_rows, Token);
        new LearningCurve(Logged("{fit}.csv")) { Cv = 2, TrainSizes = [10, 20] }.Fit(_rows, Token);

        Assert.Equal(2 * 3 + 4, Files.Count());
        Assert.Contains("candidate-0-fold-1-epochs-1-candidate-0-fold-0-epochs-1.csv", Files);
        Assert.Contains("candidate-0-fold-1-epochs-1-refit.csv", Files);
        Assert.Contains("rows-20-candidate-0-fold-0-epochs-1.csv", Files);
    }

    [Fact]
    public void LedgerThatKnowsTheTraining_WritesNothing_AndOneThatKnowsAPartWritesAll()
    {
        var ledger = new Ledger();
        void Search(params int[] epochs) => new GridSearchCV(Logged("log.csv"), new() { ["epochs"] = [.. epochs] })
        {
            Cv = 2,
            Refit = false,
            Ledger = ledger,
        }.Fit(_rows, Token);

        Search(2);
        Array.ForEach(Directory.GetFiles(_folder), File.Delete);
        Search(2);
        Assert.Empty(Files);
        Search(2, 3);

        Assert.All(Files, file => Assert.Equal(4, File.ReadAllLines(Path.Combine(_folder, file)).Length));
        Assert.Equal(2, Files.Count());
    }

    [Fact]
    public void PlanAndFitOfItsOwn_NameNothing()
    {
        new GridSearchCV(Logged("log.csv"), new() { ["epochs"] = [1] }) { Cv = 2 }.Plan(_rows, Token);
        Assert.Empty(Files);

        Logged("log.csv").Fit(_rows, new());

        Assert.Equal(["log.csv"], Files);
    }

    [Theory]
    [InlineData("a/net-{epoch:D3}-{loss:0.00}", "x", "a/net-{epoch:D3}-{loss:0.00}.x")]
    [InlineData("a.b/net", "x", "a.b/net.x")]
    [InlineData("net.tar.gz", "x", "net.tar.x.gz")]
    [InlineData("net.gz", "", "net.gz")]
    [InlineData("{fit}/net.gz", "", "fit/net.gz")]
    public void Name_StandsBeforeTheExtension(string path, string fit, string expected) =>
        Assert.Equal(expected, FitFileName.Of(path, fit));

    private NetworkClassifier<NoParameters> Logged(string name) => Classifier(() => [new CsvLogger(Path.Combine(_folder, name))]);

    private static NetworkClassifier<NoParameters> Classifier(Func<IReadOnlyList<Callback>> callbacks) =>
        NetworkClassifier.Of(() => Nets.Small()) with { Callbacks = callbacks };
}
