namespace Trimtab;

/// <summary>Which values are better.</summary>
public enum Direction
{
    /// <summary>Small values are better, as of losses and costs.</summary>
    Minimize,

    /// <summary>Large values are better, as of scores.</summary>
    Maximize,
}

/// <summary>Extensions of the direction of optimization.</summary>
public static class DirectionExtensions
{
    /// <summary>The value turned so that lower is better: itself, or its negative where it is maximized. NaN stays NaN.</summary>
    public static double Loss(this Direction direction, double value) => direction == Direction.Maximize ? -value : value;
}
