using Trimtab.Storages;
using Trimtab.Tests.Storages;

namespace Trimtab.Tables.Tests;

/// <summary>Imports of one file by several processes at once add each row once.</summary>
public sealed class ImportAtOnceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("at-once").FullName;
    private readonly MemoryStorage _storage = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static StudyOptions Options => new() { Name = "s", Space = SampleStudy.Space };

    private string At => Path.Combine(_folder, "trials.jsonl");

    public void Dispose()
    {
        _storage.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Another import adds all rows, or the first of them, after this one has looked up what is missing.</summary>
    [Theory]
    [InlineData(30)]
    [InlineData(7)]
    public async Task Import_WhileAnotherAddsRows_AddsTheOthersAlone(int others)
    {
        var rows = await RowsAsync(30);
        using var interrupted = new InterruptedStorage(_storage, () => new StudyCatalog(_storage).Add(Options, [.. rows.Take(others)]));

        int added = await Study.Open(interrupted, Options).ImportAsync(At, cancellationToken: Token);

        Assert.Equal(30 - others, added);
        Assert.Equal(Sorted(rows), Sorted(new StudyCatalog(_storage).Read("s").Trials));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(7)]
    public async Task ImportIntoACatalog_WhileAnotherAddsRows_AddsTheOthersAlone(int others)
    {
        var rows = await RowsAsync(30);
        using var interrupted = new InterruptedStorage(_storage, () => new StudyCatalog(_storage).Add(Options, [.. rows.Take(others)]));

        int added = await new StudyCatalog(interrupted).ImportAsync(Options, At, new(), Token);

        Assert.Equal(30 - others, added);
        Assert.Equal(Sorted(rows), Sorted(new StudyCatalog(_storage).Read("s").Trials));
    }

    /// <summary>A worker begins a trial before each of the first steps of an import, which comes to an end none the less.</summary>
    [Fact]
    public async Task Import_WhileTrialsBegin_AddsEachRowOnce()
    {
        var rows = await RowsAsync(30);
        using var interrupted = new InterruptedStorage(_storage, () => _storage.CreateTrial(_storage.FindStudy("s")!.Id, new()), times: 20);

        int added = await Study.Open(interrupted, Options).ImportAsync(At, cancellationToken: Token);

        Assert.Equal(30, added);
        Assert.Equal(Sorted(rows), Sorted(new StudyCatalog(_storage).Read("s").Trials.Where(trial => trial.IsFinished)));
    }

    [Fact]
    public async Task ManyImports_AtOnce_AddEachRowOnce()
    {
        var rows = await RowsAsync(200);

        int[] added = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => new StudyCatalog(_storage).ImportAsync(Options, At, new(), Token), Token)));

        Assert.Equal(200, added.Sum());
        Assert.Equal(Sorted(rows), Sorted(new StudyCatalog(_storage).Read("s").Trials));
    }

    private static IEnumerable<string> Sorted(IEnumerable<Trial> trials) =>
        trials.Select(trial => TrialText.Of(trial with { Number = 0 })).Order(StringComparer.Ordinal);

    /// <summary>The trials of a study whose file is written.</summary>
    private async Task<IReadOnlyList<Trial>> RowsAsync(int count)
    {
        var study = await SampleStudy.OptimizedAsync(count);
        await study.ExportAsync(At, Token);
        using var storage = new MemoryStorage(); // which rounds numbers as the other does
        await new StudyCatalog(storage).ImportAsync(Options, At, new(), Token);
        return new StudyCatalog(storage).Read("s").Trials;
    }

    private sealed class InterruptedStorage(StudyStorage storage, Action interrupt, int times = 1) : ForwardingStorage(storage)
    {
        private int _left = times;

        protected override IReadOnlyList<StoredTrial> CreateTrialsCore(long study, IReadOnlyList<StoredTrial> trials, int? number)
        {
            if (trials.Count > 0 && _left-- > 0)
            {
                interrupt();
            }

            return Target.CreateTrials(study, trials, number);
        }
    }
}
