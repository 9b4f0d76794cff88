using System.Buffers;

namespace Trimtab.Storages;

/// <summary>
/// Compares a part's settings as text, <c>TpeSampler { Name = tpe, StartupTrials = 10 }</c>, member by member: a member that an earlier
/// version of this library did not have had its default.
/// </summary>
internal static class SettingText
{
    private const string Assignment = " = ";

    private static readonly SearchValues<char> _letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>Whether two texts say the same settings.</summary>
    /// <param name="before">As an earlier version may have written it.</param>
    /// <param name="now">As it is written now.</param>
    /// <param name="defaults">The text of the part with its own defaults; null where it has required settings.</param>
    public static bool AreSame(string before, string now, string? defaults)
    {
        if (before == now)
        {
            return true;
        }

        if (Read(before) is not { } old || Read(now) is not { } present || old.Type != present.Type)
        {
            return false;
        }

        var usual = defaults is not null && Read(defaults) is { } other && other.Type == present.Type ? other.Members : [];
        return old.Members.Keys.All(present.Members.ContainsKey) && present.Members.All(member =>
        {
            string? standard = usual.GetValueOrDefault(member.Key);
            return (old.Members.GetValueOrDefault(member.Key) ?? standard) is { } had && AreSame(had, member.Value, standard);
        });
    }

    /// <summary>The type's name and the members' texts by name; null where the text is not of that form.</summary>
    private static (string Type, Dictionary<string, string> Members)? Read(string text)
    {
        int start = text.IndexOf(" {", StringComparison.Ordinal);
        if (start <= 0 || !text.EndsWith('}') || text.AsSpan(0, start).ContainsAnyExcept(_letters))
        {
            return null;
        }

        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        string name = "";
        foreach (string part in Parts(text[(start + 2)..^1].Trim()))
        {
            int equals = part.IndexOf(Assignment, StringComparison.Ordinal);
            bool isMember = equals > 0 && !part.AsSpan(0, equals).ContainsAnyExcept(_letters);
            if (!isMember && name.Length == 0)
            {
                return null;
            }

            // What follows a comma without a name belongs to the value before.
            string value = isMember ? part[(equals + Assignment.Length)..] : $"{members[name]}, {part}";
            name = isMember ? part[..equals] : name;
            members[name] = value;
        }

        return (text[..start], members);
    }

    /// <summary>What stands between the commas that are in no brackets.</summary>
    private static IEnumerable<string> Parts(string text)
    {
        var (start, depth) = (0, 0);
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] switch
            {
                '{' or '[' or '(' => 1,
                '}' or ']' or ')' => -1,
                _ => 0,
            };
            if (text[i] == ',' && depth == 0)
            {
                yield return text[start..i].Trim();
                start = i + 1;
            }
        }

        if (start < text.Length)
        {
            yield return text[start..].Trim();
        }
    }
}
