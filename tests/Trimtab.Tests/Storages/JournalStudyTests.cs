using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

public sealed class JournalStudyTests : DurableStudyTests, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("journal").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Open_OfAUrl_IsTheStorageThatItNames()
    {
        using (Study.Open($"journal:{Path.Combine(_folder, "journal.log")}?durable=false", new() { Name = "mine" }))
        {
            // It is created.
        }

        using var storage = Open();
        Assert.Equal("mine", storage.ReadStudies().Single().Name);
        Assert.Throws<TrimtabException>(() => Study.Open("journal", new()));
        Assert.Throws<UnknownNameException>(() => Study.Open("jornal:a", new()));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("?durable=true", true)]
    [InlineData("?durable=false", false)]
    public void Open_OfAUrl_IsDurableUnlessItSaysOtherwise(string option, bool isDurable)
    {
        using var storage = (JournalStorage)StudyStorage.Open($"journal:{Path.Combine(_folder, "journal.log")}{option}");

        Assert.Equal((isDurable, Path.Combine(_folder, "journal.log")), (storage.IsDurable, storage.Location));
    }

    /// <summary>A study closes the storage that it has opened, and no other.</summary>
    [Fact]
    public async Task Dispose_OfAStudy_ClosesTheStorageOfItsUrl()
    {
        string url = $"journal:{Path.Combine(_folder, "journal.log")}";
        var opened = Study.Open(url, new());
        var trial = opened.Ask();
        await opened.DisposeAsync();

        using var storage = Open();
        using (var given = Study.Open(storage, new())) // the worker before has ended, so its trial waits
        {
            Assert.Equal(TrialState.Waiting, given[trial.Number].State);
        }

        Assert.False(storage.IsDisposed);
        new Study().Dispose();
    }

    /// <summary>Each report and each parameter is one line; the end adds neither again.</summary>
    [Fact]
    public async Task Journal_OfATrial_HasEachReportAndParameterOnce()
    {
        using (var storage = Open())
        {
            await Study.Open(storage, new()).OptimizeAsync(
                trial =>
                {
                    double x = trial.SuggestFloat("x", 0, 1);
                    for (int epoch = 1; epoch <= 30; epoch++)
                    {
                        trial.Report(x, epoch);
                    }

                    return x + trial.SuggestFloat("late", 0, 1);
                },
                2,
                cancellationToken: TestContext.Current.CancellationToken);
        }

        Assert.Equal((60, 4), (Lines(7), Lines(5)));
        Assert.DoesNotContain("trimtab:reports", Text, StringComparison.Ordinal);
        Assert.DoesNotContain("trimtab:names", Text, StringComparison.Ordinal);
    }

    /// <summary>What an attempt wrote that was retried is written anew, and told apart from what the last one wrote.</summary>
    [Fact]
    public async Task Journal_OfARetriedTrial_HasWhatTheLastAttemptWrote()
    {
        using (var storage = Open())
        {
            int attempt = 0;
            await Study.Open(storage, new()).OptimizeAsync(
                trial =>
                {
                    bool isFirst = attempt++ == 0;
                    trial.SuggestFloat(isFirst ? "x" : "y", 0, 1);
                    trial.Report(isFirst ? 1 : 2, 1);
                    return isFirst ? throw new InvalidOperationException("once") : 3.0;
                },
                1,
                new() { Retries = 1 },
                TestContext.Current.CancellationToken);
        }

        Assert.Equal((2, 2), (Lines(7), Lines(5)));
        using var again = Open();
        var read = Study.Open(again, new())[0];
        Assert.Equal(["y"], read.Parameters.Keys);
        Assert.Equal(2, read.Reports.Single().Metrics["value"]);
        Assert.Contains("trimtab:reports", Text, StringComparison.Ordinal);
    }

    private string Text => File.ReadAllText(Path.Combine(_folder, "journal.log"));

    private int Lines(int operation) =>
        Text.Split('\n').Count(line => line.StartsWith(Invariant($"{{\"op_code\":{operation},"), StringComparison.Ordinal));

    protected override StudyStorage Open() => new JournalStorage(Path.Combine(_folder, "journal.log"));
}
