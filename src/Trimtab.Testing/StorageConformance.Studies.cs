using Trimtab.Storages;

namespace Trimtab.Testing;

/// <content>The catalog: rename, copy.</content>
public abstract partial class StorageConformance
{
    /// <summary>A study that is renamed has its trials under the new name; a name that exists is refused.</summary>
    [Fact]
    public void Rename_OfAStudy_KeepsAllOfIt_AndRefusesANameThatExists()
    {
        var rule = new StorageRule("A study that is renamed has its trials under the new name; a name that exists is refused.");
        using var storage = Open();
        var catalog = new StudyCatalog(storage);
        long study = storage.CreateStudy("old", [Direction.Maximize]);
        storage.CreateStudy("other", [Direction.Minimize]);
        storage.SetStudyAttribute(study, AttributeKind.User, "note", "1");
        storage.CreateTrial(study, Completed(5));
        storage.CreateTrial(study, Completed(7) with { SystemAttributes = Map("constraints", "[0.5]") });
        var running = storage.CreateTrial(study, new() { Started = _noon });

        rule.Refuses<TrimtabException>(() => catalog.Rename("old", "new")); // a trial is running
        storage.Write(running.Id, 0, new() { End = new(TrialState.Failed, null, _noon.AddHours(1)) });
        rule.Refuses<TrimtabException>(() => catalog.Rename("old", "other"));
        rule.Refuses<UnknownNameException>(() => catalog.Rename("none", "new"));
        catalog.Rename("old", "new");

        using var again = Open();
        var summary = new StudyCatalog(again).List().Single(item => item.Name == "new");
        rule.Same((3, 3, 0, 5), (summary.Trials, summary.Finished, summary.Running, summary.BestValue));
        rule.Same((_noon, _noon.AddHours(1)), (summary.Started, summary.LastCompleted));
        rule.Same("1", summary.Study.UserAttributes["note"]);
        rule.Same(["new", "other"], again.ReadStudies().Select(item => item.Name).Order());
    }

    /// <summary>A copy has the study's trials; ids that its attributes name are those of the copy.</summary>
    [Fact]
    public void Copy_OfAStudy_HasItsTrials_AndTheirIdsInAttributes()
    {
        var rule = new StorageRule("A copy has the study's trials; ids that its attributes name are those of the copy.");
        using var storage = Open();
        var catalog = new StudyCatalog(storage);
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        long[] ids = [.. Enumerable.Range(0, 3).Select(i => storage.CreateTrial(study, Completed(i)).Id)];
        storage.SetStudyAttribute(study, AttributeKind.System, "NSGAIISampler:parent:0", $"[{ids[2]}, {ids[0]}]");
        storage.SetStudyAttribute(study, AttributeKind.System, "other", $"[{ids[2]}]");
        storage.SetStudyAttribute(study, AttributeKind.System, "dashboard:note_ver", "2");
        storage.SetStudyAttribute(study, AttributeKind.System, $"dashboard:{ids[1]}:note_ver", "1");
        storage.SetStudyAttribute(study, AttributeKind.System, $"dashboard:{ids[1]}:note_str:0", "\"good\"");
        storage.SetStudyAttribute(study, AttributeKind.System, $"dashboard:artifacts:{ids[2]}:5f0c-1", "\"{}\"");
        storage.SetStudyAttribute(study, AttributeKind.System, $"dashboard:plot_data:{ids[1]}:0", "\"{}\"");
        storage.SetStudyAttribute(study, AttributeKind.System, $"preference:skip_trial:{ids[0]}", "true");

        rule.Refuses<TrimtabException>(() => catalog.Copy("study", storage));
        catalog.Copy("study", storage, "copy");
        catalog.Delete("study");

        var copy = rule.Only(storage.ReadStudies());
        var copied = storage.ReadTrials(copy.Id, -1, []);
        rule.Same([0.0, 1.0, 2.0], copied.Select(trial => trial.Values![0]));
        rule.Same($"[{copied[2].Id}, {copied[0].Id}]", copy.SystemAttributes["NSGAIISampler:parent:0"]);
        rule.Same($"[{ids[2]}]", copy.SystemAttributes["other"]);
        rule.Same(
            new[]
            {
                "NSGAIISampler:parent:0", "other", "dashboard:note_ver", $"dashboard:{copied[1].Id}:note_ver",
                $"dashboard:{copied[1].Id}:note_str:0", $"dashboard:artifacts:{copied[2].Id}:5f0c-1", $"dashboard:plot_data:{ids[1]}:0",
                $"preference:skip_trial:{copied[0].Id}",
            },
            copy.SystemAttributes.Keys);
    }

    /// <summary>A copy that is interrupted by an error leaves nothing, and the same copy is made when the error is gone.</summary>
    [Fact]
    public void Copy_ThatIsRefusedInTheMiddle_LeavesNothing()
    {
        var rule = new StorageRule(
            "A copy that is interrupted by an error leaves nothing, and the same copy is made when the error is gone.");
        using var storage = Open();
        using var memory = new MemoryStorage();
        long study = memory.CreateStudy("study", [Direction.Minimize]);
        memory.CreateTrial(study, Completed(0));
        string tooLong = new('n', 600); // which memory keeps and no database

        memory.SetStudyAttribute(study, AttributeKind.User, tooLong, "1");
        bool isRefused = IsRefused(() => new StudyCatalog(memory).Copy("study", storage));

        rule.Same(isRefused ? 0 : 1, storage.ReadStudies().Count);
        rule.Same(isRefused ? 0 : 1, storage.ReadStudies().Sum(found => storage.ReadTrials(found.Id, -1, []).Count));
    }

    /// <summary>An attribute of a trial that the study does not have is copied, unless it would be of another trial there.</summary>
    [Fact]
    public void Copy_OfAStudyWithAttributesOfNoTrial_GivesThemToNone()
    {
        var rule = new StorageRule(
            "An attribute of a trial that the study does not have is copied, unless it would be of another trial there.");
        using var storage = Open();
        using var memory = new MemoryStorage();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        memory.CreateTrials(memory.CreateStudy("before", [Direction.Minimize]), [.. Enumerable.Range(0, 500).Select(i => Completed(i))]);
        storage.CreateTrial(study, Completed(0));
        storage.SetStudyAttribute(study, AttributeKind.System, "preference:skip_trial:500", "true"); // the next id in memory
        storage.SetStudyAttribute(study, AttributeKind.System, "preference:skip_trial:9000", "true");

        new StudyCatalog(storage).Copy("study", memory);

        rule.Same(["preference:skip_trial:9000"], memory.FindStudy("study")!.SystemAttributes.Keys);
    }

    /// <summary>A study that is copied into memory and back has all that it had.</summary>
    [Fact]
    public void Copy_ToAnotherStorageAndBack_KeepsTheWholeStudy()
    {
        var rule = new StorageRule("A study that is copied into memory and back has all that it had.");
        using var storage = Open();
        using var memory = new MemoryStorage();
        long study = storage.CreateStudy("study", [Direction.Maximize, Direction.Minimize]);
        storage.SetStudyAttribute(study, AttributeKind.User, "b", "[NaN, 1180591620717411303424]");
        storage.SetStudyAttribute(study, AttributeKind.System, "a", "\"\\ud83d\"");
        storage.CreateTrial(study, new() { State = TrialState.Waiting, SystemAttributes = Map("fixed_params", "{\"x\": 0.5}") });
        storage.CreateTrial(study, new()
        {
            Started = _noon,
            Parameters = Map("x", new StoredParameter(0.5, Rate)),
            IntermediateValues = new Dictionary<long, double> { [3] = double.NaN },
        });
        storage.CreateTrial(study, Completed(1) with { Values = [double.NegativeInfinity, 2], UserAttributes = Map("note", "\"é\"") });

        new StudyCatalog(storage).Copy("study", memory);
        new StudyCatalog(memory).Copy("study", storage, "again");

        using var reader = Open();
        var studies = reader.ReadStudies();
        rule.Same(Text(studies[0]), Text(studies[1]));

        string Text(StoredStudy read) => string.Join(
            '\n',
            reader.ReadTrials(read.Id, -1, []).Select(trial => Content(trial with { Id = 0 }))
                .Append($"{string.Join(", ", read.Directions)} {Items(read.UserAttributes)} {Items(read.SystemAttributes)}"));
    }
}
