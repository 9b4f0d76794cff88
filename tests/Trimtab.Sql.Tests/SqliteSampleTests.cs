using Trimtab.Tests.Storages;

namespace Trimtab.Sql.Tests;

/// <summary>Optuna's own database, where TRIMTAB_DATA has it, holds what Optuna reads in it.</summary>
public sealed class SqliteSampleTests : IDisposable
{
    private readonly DatabaseFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Database_WrittenByOptuna_IsReadToItsExpectedContent()
    {
        using var storage = Sample();

        Assert.Equal(OptunaSamples.Expected("sqlite.db"), OptunaSamples.Content(storage));
    }

    [Fact]
    public void Copy_OfTheDatabase_HasItsContent()
    {
        using var storage = Sample();
        using var copy = new SqliteStorage(Path.Combine(_folder.Folder, "copy.db"));
        OptunaSamples.Copy(storage, copy);

        using var again = new SqliteStorage(copy.Location);
        Assert.Equal(OptunaSamples.Content(storage, keepsIds: false), OptunaSamples.Content(again, keepsIds: false));
    }

    /// <summary>A copy of the sample: opening it sets its journal mode.</summary>
    private SqliteStorage Sample()
    {
        File.WriteAllBytes(_folder.Database, File.ReadAllBytes(OptunaSamples.Path("sqlite.db")));
        return _folder.Open();
    }
}
