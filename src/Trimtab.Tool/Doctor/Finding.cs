namespace Trimtab.Tool.Doctor;

/// <summary>What a check has found.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="IsGood">Whether it is as it should be.</param>
/// <param name="Text">What there is.</param>
internal sealed record Finding(string Check, bool IsGood, string Text)
{
    /// <summary>Whether the tool can't do without. Default: yes.</summary>
    public bool IsRequired { get; init; } = true;
}
