namespace Trimtab.Tool.Results;

/// <summary>Places in read-only lists.</summary>
internal static class ListExtensions
{
    /// <summary>The first place of a text; −1 where it is not there.</summary>
    public static int IndexOf(this IReadOnlyList<string> list, string text)
    {
        for (int i = 0; i < list.Count; i++)
        {
            if (list[i] == text)
            {
                return i;
            }
        }

        return -1;
    }
}
