using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

/// <summary>Optuna's own journal, where TRIMTAB_DATA has it, holds what Optuna reads in it.</summary>
public sealed class JournalSampleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("journal").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Journal_WrittenByOptuna_IsReadToItsExpectedContent()
    {
        using var storage = new JournalStorage(OptunaSamples.Path("journal.log"));

        Assert.Equal(OptunaSamples.Expected("journal.log"), OptunaSamples.Content(storage, keepsSigns: true));
    }

    [Fact]
    public void Copy_OfTheJournal_HasItsExpectedContent()
    {
        using var storage = new JournalStorage(OptunaSamples.Path("journal.log"));
        using var copy = new JournalStorage(Path.Combine(_folder, "copy.log"));
        OptunaSamples.Copy(storage, copy);

        using var again = new JournalStorage(copy.Location);
        Assert.Equal(OptunaSamples.Content(storage, keepsIds: false), OptunaSamples.Content(again, keepsIds: false));
    }
}
