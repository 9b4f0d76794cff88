using Microsoft.Data.Sqlite;
using Trimtab.Storages;

namespace Trimtab.Sql.Tests;

public sealed class SqliteStorageTests : StorageConformance, IDisposable
{
    private readonly DatabaseFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_OfAnotherRevision_IsRefused()
    {
        Open().Dispose();
        _folder.Execute("UPDATE alembic_version SET version_num = 'v9.0.0.a'");

        var error = Assert.Throws<TrimtabException>(Open);

        Assert.Contains("It has revision v9.0.0.a", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfAFileThatIsNoDatabase_IsAnError()
    {
        File.WriteAllText(_folder.Database, new string('x', 10_000));

        var error = Assert.Throws<StorageException>(Open);

        Assert.IsType<SqliteException>(error.InnerException);
        Assert.Contains($"'{_folder.Database}': ", error.Message, StringComparison.Ordinal);
    }

    protected override StudyStorage Open() => _folder.Open();
}
