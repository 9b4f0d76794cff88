namespace Trimtab.Conventions.Tests;

/// <summary>The folders of a project and the arrows allowed between them.</summary>
/// <param name="Project">Name of the project, and of its folder in <c>src</c>.</param>
/// <param name="Allowed">
/// The other folders that each folder may use. <c>""</c> is the root. A folder includes its subfolders, unless they have rules of their
/// own.
/// </param>
public sealed record FolderRules(string Project, IReadOnlyDictionary<string, string[]> Allowed)
{
    /// <summary>
    /// Groups of files in one folder that have rules as a folder of their own, by group: paths below the project's folder. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, string[]> Groups { get; init; } = new Dictionary<string, string[]>();

    /// <summary>The folder with rules that contains a file; null if none does.</summary>
    /// <param name="relativePath">Path of the file below the project's folder.</param>
    public string? FolderOf(string relativePath)
    {
        string path = relativePath.Replace('\\', '/');
        if (Groups.FirstOrDefault(group => group.Value.Contains(path)).Key is { } group)
        {
            return group;
        }

        string? folder = Path.GetDirectoryName(relativePath)!.Replace('\\', '/');
        while (folder.Length > 0 && !Allowed.ContainsKey(folder))
        {
            folder = Path.GetDirectoryName(folder)!.Replace('\\', '/');
        }

        return folder.Length > 0 || Path.GetDirectoryName(relativePath)!.Length == 0 ? folder : null;
    }

    /// <summary>A path of arrows that returns to its start; empty if there is none.</summary>
    public IReadOnlyList<string> Cycle()
    {
        var done = new HashSet<string>();
        return Allowed.Keys.Select(folder => Cycle(folder, [], done)).FirstOrDefault(cycle => cycle.Count > 0) ?? [];
    }

    public override string ToString() => Project;

    private IReadOnlyList<string> Cycle(string folder, List<string> path, HashSet<string> done)
    {
        if (path.Contains(folder))
        {
            return [.. path.SkipWhile(earlier => earlier != folder), folder];
        }

        if (!done.Contains(folder))
        {
            path.Add(folder);
            foreach (string used in Allowed.GetValueOrDefault(folder, []))
            {
                if (Cycle(used, path, done) is { Count: > 0 } cycle)
                {
                    return cycle;
                }
            }

            path.RemoveAt(path.Count - 1);
            done.Add(folder);
        }

        return [];
    }
}
