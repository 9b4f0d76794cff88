namespace Trimtab;

/// <summary>Which values are better.</summary>
public enum Direction
{
    /// <summary>Small ones: losses, costs.</summary>
    Minimize,

    /// <summary>Large ones: scores.</summary>
    Maximize,
}
