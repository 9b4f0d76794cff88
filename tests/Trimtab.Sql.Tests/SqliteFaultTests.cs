using Trimtab.Storages;
using Trimtab.Tests.Storages;

namespace Trimtab.Sql.Tests;

/// <summary>What is wrong with a file of SQLite, or with rows in it, is said with the file and what to do.</summary>
public sealed class SqliteFaultTests : IDisposable
{
    private readonly DatabaseFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Row_ThatIsDeleted_IsAnErrorThatSaysWhich_AndNotWaitedFor()
    {
        using var storage = _folder.Open();
        var study = Study.Open(storage, new());
        await study.OptimizeAsync(_ => 1, 4, cancellationToken: TestContext.Current.CancellationToken);
        _folder.Execute("PRAGMA foreign_keys = OFF; DELETE FROM trials WHERE number = 2");

        var error = Assert.Throws<TrimtabException>(() => Study.Open(storage, new()));
        new StudyCatalog(storage).Copy("study", storage, "copy");

        Assert.Contains("Number 2 is missing", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, Study.Open(storage, new() { Name = "copy" }).Count);
    }

    [Fact]
    public void File_ThatIsNoDatabase_IsNamed()
    {
        File.WriteAllText(_folder.Database, new string('x', 10_000));

        Assert.Contains($"'{_folder.Database}'", Refused().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Url_OfPython_IsReadAsPythonDoes()
    {
        using var storage = (SqliteStorage)StudyStorage.Open($"sqlite:///{_folder.Database}");

        Assert.Equal(_folder.Database, storage.Location);
        Assert.Throws<TrimtabException>(() => StudyStorage.Open("sqlite::memory:"));
        Assert.Throws<TrimtabException>(() => StudyStorage.Open($"sqlite:{_folder.Database};Mode=ReadOnly"));
        Assert.Throws<TrimtabException>(() => StudyStorage.Open($"sqlite:{_folder.Folder}"));
        Assert.Throws<TrimtabException>(() => StudyStorage.Open($"sqlite:{_folder.Folder}/missing/study.db"));
    }

    /// <summary>A file whose header has a newer version for writers is read-only to SQLite for every process.</summary>
    [Fact]
    public void Database_ThatCanOnlyBeRead_IsListedAndRead_AndWritingIsRefused()
    {
        using (var storage = _folder.Open())
        {
            storage.CreateStudy("kept", [Direction.Minimize]);
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools(); // the mode changes only while no other connection has the file
        _folder.Execute("PRAGMA journal_mode = DELETE");
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        using (var file = File.OpenWrite(_folder.Database))
        {
            file.Seek(18, SeekOrigin.Begin);
            file.WriteByte(3);
        }

        using var readOnly = _folder.Open();
        Assert.Equal("kept", Assert.Single(new StudyCatalog(readOnly).List()).Name);
        var error = Assert.Throws<StorageException>(() => readOnly.CreateStudy("new", [Direction.Minimize]));
        Assert.Contains("It can be read only", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Schema_OfAnotherVersion_IsRefused()
    {
        _folder.Open().Dispose();
        _folder.Execute("UPDATE version_info SET schema_version = 13");

        Assert.Contains("It has version 13", Refused().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Schema_OfAnotherProgram_IsNamed()
    {
        _folder.Execute("CREATE TABLE studies (id INTEGER)");

        Assert.Contains($"'{_folder.Database}'", Refused().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE trials SET number = 'abc' WHERE study_id = 2 AND number = 3", "Trial abc of study 'bad'")]
    [InlineData("UPDATE trial_params SET param_value = 'zz' WHERE trial_id = 8", "Trial 3 of study 'bad'")]
    [InlineData("UPDATE trial_params SET param_value = NULL WHERE trial_id = 8", "Trial 3 of study 'bad'")]
    [InlineData("UPDATE trial_params SET param_value = 1, distribution_json = NULL WHERE trial_id = 8", "Trial 3 of study 'bad'")]
    [InlineData("UPDATE trial_user_attributes SET value_json = x'ff00' WHERE trial_id = 8", "Trial 3 of study 'bad'")]
    [InlineData("UPDATE trial_system_attributes SET value_json = NULL WHERE trial_id = 8", "Trial 3 of study 'bad'")]
    [InlineData("UPDATE trial_values SET value_type = 'BIG' WHERE trial_id = 8", "Trial 3 of study 'bad'")]
    [InlineData("UPDATE trials SET state = 'DONE' WHERE trial_id = 8", "Trial 3 of study 'bad'")]
    [InlineData("UPDATE trials SET datetime_start = 'noon' WHERE trial_id = 8", "Trial 3 of study 'bad'")]
    [InlineData("DELETE FROM study_directions WHERE study_id = 2", "It has none")]
    [InlineData("UPDATE study_directions SET direction = 'SIDEWAYS' WHERE study_id = 2", "Got 'SIDEWAYS'")]
    [InlineData("UPDATE study_system_attributes SET value_json = NULL WHERE study_id = 2", "An attribute must have")]
    [InlineData("INSERT INTO study_system_attributes VALUES (99, 2, 'study:metric_names', '[\"a')", "'study:metric_names' must be JSON")]
    public void Row_ThatIsDamaged_HidesItsStudyAlone(string damage, string fault)
    {
        using var storage = _folder.Open();
        foreach (string name in new[] { "good", "bad" })
        {
            var study = Study.Open(storage, new() { Name = name });
            for (int i = 0; i < 4; i++)
            {
                var trial = study.Ask();
                trial.SetAttribute("note", "1");
                trial.Tell(trial.SuggestFloat("x", 0, 1));
            }
        }

        _folder.Execute(damage);
        var listed = new StudyCatalog(storage).List();

        Assert.Equal((4, null), (listed[0].Trials, listed[0].Fault));
        Assert.Contains("Study 'bad' can't be read", listed[1].Fault, StringComparison.Ordinal);
        Assert.Contains(fault, listed[1].Fault, StringComparison.Ordinal);
        Assert.Contains(
            fault, Assert.ThrowsAny<TrimtabException>(() => new StudyCatalog(storage).Read("bad")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Storage_ThatIsDisposed_SaysSo()
    {
        var storage = _folder.Open();
        storage.Dispose();

        Assert.Throws<ObjectDisposedException>(() => storage.ReadStudies());
    }

    private TrimtabException Refused() => Assert.ThrowsAny<TrimtabException>(_folder.Open);
}

public sealed class SqliteRefusedEndTests : RefusedEndTests, IDisposable
{
    private readonly DatabaseFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override StudyStorage Open() => _folder.Open();
}
