using System.Globalization;
using System.Text;

namespace Trimtab.Storages;

/// <summary>A study that is being copied into a storage, whose process an attribute names until it is whole.</summary>
internal static class StudyCopy
{
    private const string Whole = "null";

    /// <summary>The attribute while this process copies.</summary>
    public static string Mark { get; } = PythonText.Quote(Invariant(
        $"{WorkerProcess.Current.Machine}/{WorkerProcess.Current.Id}/{WorkerProcess.Current.Start}"));

    /// <summary>Creates a study step by step; others can't read it before it is whole.</summary>
    /// <param name="to">The storage.</param>
    /// <param name="study">Name, directions and attributes, which name ids of the original.</param>
    /// <param name="trials">The trials, with ids of the original.</param>
    public static void Create(StudyStorage to, StoredStudy study, IReadOnlyList<StoredTrial> trials)
    {
        long copy = to.CreateStudy(study.Name, study.Directions);
        try
        {
            to.SetStudyAttribute(copy, AttributeKind.System, StorageAttributes.Copying, Mark);
            var attributes = Attributes(study, trials, to.CreateTrials(copy, trials));
            foreach (var (kind, name, json) in attributes)
            {
                to.SetStudyAttribute(copy, kind, name, json);
            }

            to.SetStudyAttribute(copy, AttributeKind.System, StorageAttributes.Copying, Whole);
        }
        catch (TrimtabException)
        {
            to.DeleteStudy(copy);
            throw;
        }
    }

    /// <summary>The attributes of a copy, with ids of its trials.</summary>
    /// <param name="study">The original.</param>
    /// <param name="trials">Its trials.</param>
    /// <param name="created">Those of the copy.</param>
    public static IEnumerable<(AttributeKind Kind, string Name, string Json)> Attributes(
        StoredStudy study, IReadOnlyList<StoredTrial> trials, IReadOnlyList<StoredTrial> created)
    {
        var ids = new TrialIds(trials.Zip(created).ToDictionary(pair => pair.First.Id, pair => pair.Second.Id));
        return
        [
            .. study.UserAttributes.Select(item => (AttributeKind.User, item.Key, item.Value)),
            .. study.SystemAttributes.Select(item => ids.Of(item.Key, item.Value)).OfType<KeyValuePair<string, string>>()
                .Select(item => (AttributeKind.System, item.Key, item.Value)),
        ];
    }

    /// <summary>Why a study with these attributes can't be read; null where it is whole.</summary>
    public static string? Fault(IReadOnlyDictionary<string, string> attributes) => IsWhole(attributes)
        ? null
        : "It is a copy that is not whole: another process makes it, or was interrupted. Copying it again replaces an interrupted one.";

    /// <summary>The attributes without the mark of a copy that is whole.</summary>
    public static IReadOnlyDictionary<string, string> WithoutMark(IReadOnlyDictionary<string, string> attributes) =>
        attributes.ContainsKey(StorageAttributes.Copying) && IsWhole(attributes)
            ? new OrderedDictionary<string, string>(attributes.Where(item => item.Key != StorageAttributes.Copying))
            : attributes;

    /// <summary>Deletes what a process that has ended has left of a copy.</summary>
    public static void RemoveAbandoned(StudyStorage storage, string name)
    {
        if (storage.ReadStudies().FirstOrDefault(study => study.Name == name) is { } found && !IsWhole(found.SystemAttributes)
            && ProcessOf(found.SystemAttributes[StorageAttributes.Copying]).HasEnded)
        {
            storage.DeleteStudy(found.Id);
        }
    }

    private static bool IsWhole(IReadOnlyDictionary<string, string> attributes) =>
        attributes.GetValueOrDefault(StorageAttributes.Copying, Whole) == Whole;

    private static WorkerProcess ProcessOf(string mark) =>
        mark is ['"', .., '"'] && PythonJson.Text(Encoding.UTF8.GetBytes(mark)).Split('/') is [var machine, var process, var start]
        && int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
            ? new(machine, id, start)
            : new("", 0, "");
}
