namespace Trimtab.Networks.Tests.Engine;

/// <summary>
/// The digests of trainings, draws and scores that a revision of the engine stands for: <c>revision N</c>, then a line each.
/// </summary>
/// <remarks>
/// What a ledger holds is found by the revision. Were bits changed without raising it, scores of the old bits would be taken for new ones.
/// </remarks>
internal sealed record ApprovedBits(string Revision, IReadOnlyDictionary<string, string> Digests)
{
    private static readonly string[] _outsideLedgers = ["#", "sampler/", "importance/", "statistics/"];

    /// <summary>What Trimtab.Bits prints, without what no ledger holds.</summary>
    public static ApprovedBits Of(string revision, IEnumerable<string> lines) => new(revision, lines
        .Where(
            line => !_outsideLedgers.Any(prefix => line.StartsWith(prefix, StringComparison.Ordinal)))
        .ToDictionary(line => line[..line.LastIndexOf(' ')], line => line[(line.LastIndexOf(' ') + 1)..]));

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static ApprovedBits Parse(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries) is var lines ? Of(lines[0]["revision ".Length..], lines[1..]) : null!;

    /// <summary>What is wrong with <paramref name="now"/>, and what to do; null where it is what was approved.</summary>
    public string? Compare(ApprovedBits now)
    {
        string[] changed =
        [
            .. Digests.Where(line => now.Digests.TryGetValue(line.Key, out string? digest) && digest != line.Value).Select(line => line.Key)
        ];
        return changed.Length > 0 && now.Revision == Revision
            ? Invariant($"Bits must not change within a revision of the engine. {changed.Length} of {Digests.Count} changed ")
                + $"in revision {Revision}: {string.Join("; ", changed.Take(5))}. If that is meant, raise EngineRevision.Current, "
                + "then approve the new bits with TRIMTAB_APPROVE=1."
            : now.Revision != Revision
            ? $"The bits of each revision are approved. EngineRevision.Current is {now.Revision}, "
                + $"the approved bits are of revision {Revision}: approve the new ones with TRIMTAB_APPROVE=1."
            : now.Digests.Keys.Except(Digests.Keys).Concat(Digests.Keys.Except(now.Digests.Keys)).ToList() is { Count: > 0 } others
            ? $"Every training of Trimtab.Bits is approved. Added or gone: {string.Join("; ", others.Take(5))}. "
                + "Approve with TRIMTAB_APPROVE=1; the revision may stay."
            : null;
    }

    /// <summary>Whether <paramref name="now"/> may take this one's place: the same revision must have the same bits.</summary>
    public bool MayBecome(ApprovedBits now) =>
        now.Revision != Revision || Digests.All(line => now.Digests.GetValueOrDefault(line.Key, line.Value) == line.Value);

    /// <inheritdoc/>
    public override string ToString() =>
        $"revision {Revision}\n"
        + string.Concat(Digests.OrderBy(line => line.Key, StringComparer.Ordinal).Select(line => $"{line.Key} {line.Value}\n"));
}
