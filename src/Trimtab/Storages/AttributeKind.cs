namespace Trimtab.Storages;

/// <summary>Whose attribute it is.</summary>
public enum AttributeKind
{
    /// <summary>Set by the user; shown to people.</summary>
    User,

    /// <summary>Set by a sampler, a pruner, a tool; programs rely on it.</summary>
    System,
}
