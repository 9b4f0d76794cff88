using Trimtab.Storages;

namespace Trimtab.Testing;

/// <summary>
/// What every storage must keep: names and numbers, the life of a trial and its refusals, claims that one worker gets, and what was
/// written is there, as it was written, when it is opened again. Derive a test class from it.
/// </summary>
/// <remarks>
/// <code>
/// public class MyStorageTests : StorageConformance
/// {
///     private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
///
///     protected override StudyStorage Open() => StudyStorage.Open($"journal:{Path.Combine(_folder, "study.log")}");
/// }
/// </code>
/// What a storage can't keep as it is, as a name that is too long for a database, it may refuse with a <see cref="TrimtabException"/>.
/// </remarks>
public abstract partial class StorageConformance
{
    private const string Rate = """{"name": "FloatDistribution", "attributes": {"step": null, "low": 0.0, "high": 1.0, "log": false}}""";
    private const string WideRate =
        """{"name": "FloatDistribution", "attributes": {"step": null, "low": 0.0, "high": 9.0, "log": false}}""";
    private const string LogRate = """{"name": "FloatDistribution", "attributes": {"step": null, "low": 0.1, "high": 1.0, "log": true}}""";

    private static readonly Dictionary<string, string> _none = [];
    private static readonly DateTimeOffset _noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Opens the storage of this test, empty at first. Another call opens the same one as another process would.</summary>
    protected abstract StudyStorage Open();

    /// <summary>A study is found again with its name, directions and attributes.</summary>
    [Fact]
    public void CreateStudy_OpenedAgain_HasNameDirectionsAndAttributes()
    {
        var rule = new StorageRule("A study is found again with its name, directions and attributes.");
        using (var storage = Open())
        {
            long id = storage.CreateStudy("näme 😀", [Direction.Minimize, Direction.Maximize]);
            storage.SetStudyAttribute(id, AttributeKind.User, "note", "\"first\"");
            storage.SetStudyAttribute(id, AttributeKind.User, "note", "{\"a\": [1, 2.5, NaN, -Infinity, null], \"b\": \"\\u00e9\"}");
            storage.SetStudyAttribute(id, AttributeKind.System, "note", "1180591620717411303424");
        }

        using var again = Open();
        var study = rule.Only(again.ReadStudies());

        rule.Same("näme 😀", study.Name);
        rule.Same([Direction.Minimize, Direction.Maximize], study.Directions);
        rule.Same("{\"a\": [1, 2.5, NaN, -Infinity, null], \"b\": \"\\u00e9\"}", study.UserAttributes["note"]);
        rule.Same("1180591620717411303424", study.SystemAttributes["note"]);
    }

    /// <summary>A name is used once, until its study is deleted.</summary>
    [Fact]
    public void CreateStudy_OfANameThatExists_IsRefusedUntilItIsDeleted()
    {
        var rule = new StorageRule("A name is used once, until its study is deleted.");
        using var storage = Open();
        long first = storage.CreateStudy("study", [Direction.Minimize]);
        storage.CreateTrial(first, new());

        rule.Refuses<TrimtabException>(() => storage.CreateStudy("study", [Direction.Maximize]));
        storage.DeleteStudy(first);
        long second = storage.CreateStudy("study", [Direction.Maximize]);

        rule.Same([Direction.Maximize], rule.Only(storage.ReadStudies()).Directions);
        rule.None(storage.ReadTrials(second, -1, []));
    }

    /// <summary>A study has a name and a direction or more.</summary>
    [Fact]
    public void CreateStudy_WithoutNameOrDirections_IsRefused()
    {
        var rule = new StorageRule("A study has a name and a direction or more.");
        using var storage = Open();

        rule.Refuses<ArgumentException>(() => storage.CreateStudy("", [Direction.Minimize]));
        rule.Refuses<ArgumentException>(() => storage.CreateStudy("study", []));
        rule.None(storage.ReadStudies());
    }

    /// <summary>Studies are listed in the order of their creation, attributes in the order in which they were first set.</summary>
    [Fact]
    public void ReadStudies_HaveTheOrderOfTheirCreation_AndTheirAttributesThatOfTheFirstSetting()
    {
        var rule = new StorageRule(
            "Studies are listed in the order of their creation, attributes in the order in which they were first set.");
        using StudyStorage one = Open(), other = Open();
        long study = one.CreateStudy("z", [Direction.Minimize]);
        other.CreateStudy("a", [Direction.Minimize]);
        one.CreateStudy("m", [Direction.Minimize]);
        foreach (string name in new[] { "b", "a", "c", "a", "b" })
        {
            one.SetStudyAttribute(study, AttributeKind.System, name, "1");
        }

        var read = other.ReadStudies();

        rule.Same(["z", "a", "m"], read.Select(item => item.Name));
        rule.Same(read.Select(item => item.Id).Order(), read.Select(item => item.Id));
        rule.Same(["b", "a", "c"], read[0].SystemAttributes.Keys);
        rule.None(read[0].UserAttributes);
    }

    /// <summary>What is deleted is gone with its trials; other studies stay as they were.</summary>
    [Fact]
    public void DeleteStudy_TakesItsTrialsWithIt_AndNoOthers()
    {
        var rule = new StorageRule("What is deleted is gone with its trials; other studies stay as they were.");
        using StudyStorage one = Open(), other = Open();
        long kept = one.CreateStudy("kept", [Direction.Minimize]), deleted = one.CreateStudy("deleted", [Direction.Minimize]);
        one.CreateTrial(kept, Completed(1));
        var waiting = one.CreateTrial(deleted, new() { State = TrialState.Waiting });
        var running = one.CreateTrial(deleted, new());
        one.SetStudyAttribute(kept, AttributeKind.User, "note", "1");

        one.DeleteStudy(deleted);

        rule.Refuses<TrimtabException>(() => other.ReadTrials(deleted, -1, []));
        rule.Refuses<TrimtabException>(() => other.DeleteStudy(deleted));
        rule.Refuses<TrimtabException>(() => other.Claim(waiting.Id, _noon, _none));
        rule.Refuses<TrimtabException>(() => other.Write(running.Id, 0, new() { End = new(TrialState.Complete, [1], _noon) }));
        rule.Same("1", rule.Only(other.ReadStudies()).UserAttributes["note"]);
        rule.Same([1.0], other.ReadTrials(kept, -1, []).Single().Values);
    }

    /// <summary>A name is kept as it is, or refused.</summary>
    [Theory]
    [InlineData(" ", true)]
    [InlineData("a ", true)]
    [InlineData("NAME", true)]
    [InlineData("name", true)]
    [InlineData("\"'`\\;--\n%_", true)]
    [InlineData("e\u0301 \u00e9 日本 😀", true)]
    [InlineData("\0", false)]
    [InlineData("\ud800", false)]
    [InlineData("513", false)]
    public void Names_OfAnyCharacters_AreKeptAsTheyAre_OrRefused(string text, bool isOrdinary)
    {
        var rule = new StorageRule("A name is kept as it is, or refused.");
        string name = text == "513" ? new('x', 513) : text;
        using var storage = Open();
        long id = storage.CreateStudy("Name", [Direction.Minimize]);
        var trial = storage.CreateTrial(id, new());
        int refused = new Action[]
        {
            () => storage.CreateStudy(name, [Direction.Maximize]),
            () => storage.SetStudyAttribute(id, AttributeKind.User, name, "1"),
            () => storage.Write(trial.Id, 0, new() { Parameters = Map(name, new StoredParameter(0.5, Rate)) }),
            () => storage.Write(trial.Id, 0, new() { SystemAttributes = Map(name, "1") }),
        }.Count(IsRefused);

        using var again = Open();
        var study = again.ReadStudies()[0];
        var read = again.ReadTrials(id, -1, []).Single();
        string[] names =
        [
            .. again.ReadStudies().Skip(1).Select(item => item.Name), .. study.UserAttributes.Keys, .. read.Parameters.Keys,
            .. read.SystemAttributes.Keys,
        ];
        rule.Same(Enumerable.Repeat(name, 4 - refused), names);
        rule.Holds(!isOrdinary || refused == 0);
    }

    /// <summary>What is not there can't be read, changed or deleted.</summary>
    [Fact]
    public void EveryCall_OnAnIdThatIsNotThere_IsRefused()
    {
        var rule = new StorageRule("What is not there can't be read, changed or deleted.");
        using var storage = Open();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        var trial = storage.CreateTrial(study, new());
        long noStudy = study + 1000, noTrial = trial.Id + 1000;

        rule.Refuses<TrimtabException>(() => storage.DeleteStudy(noStudy));
        rule.Refuses<TrimtabException>(() => storage.SetStudyAttribute(noStudy, AttributeKind.User, "a", "1"));
        rule.Refuses<TrimtabException>(() => storage.CreateTrial(noStudy, new()));
        rule.Refuses<TrimtabException>(() => storage.ReadTrials(noStudy, -1, []));
        rule.Refuses<TrimtabException>(() => storage.Claim(noTrial, _noon, _none));
        rule.Refuses<TrimtabException>(() => storage.Write(noTrial, 0, new()));
    }

    /// <summary>Values that are no JSON are refused, and nothing is written.</summary>
    [Fact]
    public void EveryAttribute_ThatIsNoJson_IsRefused()
    {
        var rule = new StorageRule("Values that are no JSON are refused, and nothing is written.");
        using var storage = Open();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        var trial = storage.CreateTrial(study, new());

        foreach (string text in new[] { "", "nan", "{", "'a'", "01", "1 2", "\"\n\"", "\"\ud800\"" })
        {
            rule.Refuses<TrimtabException>(() => storage.SetStudyAttribute(study, AttributeKind.User, "a", text));
            rule.Refuses<TrimtabException>(() => storage.Write(trial.Id, 0, new() { UserAttributes = Map("a", text) }));
            rule.Refuses<TrimtabException>(() => storage.CreateTrial(study, new() { UserAttributes = Map("a", text) }));
            rule.Refuses<TrimtabException>(() => storage.CreateTrials(study, [new() { SystemAttributes = Map("a", text) }]));
        }

        rule.None(Open().ReadStudies().Single().UserAttributes);
        rule.None(storage.ReadTrials(study, -1, []).Single().UserAttributes);
    }

    /// <summary>A storage that was disposed refuses every call.</summary>
    [Fact]
    public void EveryCall_OnAStorageThatIsDisposed_IsRefused()
    {
        var rule = new StorageRule("A storage that was disposed refuses every call.");
        var storage = Open();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        var trial = storage.CreateTrial(study, new());
        storage.Dispose();
        storage.Dispose(); // again does nothing

        rule.Refuses<ObjectDisposedException>(() => storage.CreateStudy("other", [Direction.Minimize]));
        rule.Refuses<ObjectDisposedException>(() => storage.DeleteStudy(study));
        rule.Refuses<ObjectDisposedException>(() => storage.RenameStudy(study, "other"));
        rule.Refuses<ObjectDisposedException>(() => storage.SetStudyAttribute(study, AttributeKind.User, "a", "1"));
        rule.Refuses<ObjectDisposedException>(() => storage.SetStudyAttributeOnce(study, AttributeKind.User, "a", "1"));
        rule.Refuses<ObjectDisposedException>(() => storage.ReadStudies());
        rule.Refuses<ObjectDisposedException>(() => storage.FindStudy("study"));
        rule.Refuses<ObjectDisposedException>(() => storage.CreateTrial(study, new()));
        rule.Refuses<ObjectDisposedException>(() => storage.CreateTrials(study, [new()]));
        rule.Refuses<ObjectDisposedException>(() => storage.Claim(trial.Id, _noon, _none));
        rule.Refuses<ObjectDisposedException>(() => storage.Write(trial.Id, 0, new()));
        rule.Refuses<ObjectDisposedException>(() => storage.ReadTrials(study, -1, []));
        rule.Refuses<ObjectDisposedException>(() => storage.ReadBest(study, Direction.Minimize, 1));
        rule.Refuses<ObjectDisposedException>(() => storage.FindTrial(study, 0));
        using var again = Open();
        rule.Same(TrialState.Running, again.ReadTrials(study, -1, []).Single().State);
    }

    private static StoredTrial Completed(double value) =>
        new() { State = TrialState.Complete, Values = [value], Started = _noon, Completed = _noon };

    private static Dictionary<string, T> Map<T>(string name, T value) => new() { [name] = value };

    /// <summary>All that a trial has, as text; escapes of JSON are the same.</summary>
    private static string Content(StoredTrial trial) =>
        Invariant($"{trial.Id} {trial.Number} {trial.State} {string.Join(", ", trial.Values ?? [])} {trial.Started:u} {trial.Completed:u} ")
        + $"{Items(trial.Parameters)} {Items(trial.IntermediateValues)} {Items(trial.UserAttributes)} {Items(trial.SystemAttributes)}";

    private static string Items<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> items) =>
        PythonText.OneLine(string.Join("; ", items.Select(item => Invariant($"{item.Key}: {item.Value}"))));

    private static bool IsRefused(Action act) => IsRefused<TrimtabException>(act);

    private static bool IsRefused<TError>(Action act)
        where TError : Exception
    {
        try
        {
            act();
            return false;
        }
        catch (TError)
        {
            return true;
        }
    }
}
