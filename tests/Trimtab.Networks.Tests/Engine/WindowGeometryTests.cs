using Trimtab.Networks.Engine;

namespace Trimtab.Networks.Tests.Engine;

public class WindowGeometryTests
{
    public static TheoryData<int, int, int> Axes =>
    [
        .. from input in Enumerable.Range(1, 9)
           from window in Enumerable.Range(1, 5)
           from stride in Enumerable.Range(1, 4)
           select new TheoryDataRow<int, int, int>(input, window, stride),
    ];

    [Theory]
    [MemberData(nameof(Axes))]
    public void Valid_HasAsManyWindowsAsFitInside(int input, int window, int stride)
    {
        int fitting = Enumerable.Range(0, input).Count(i => i % stride == 0 && i + window <= input);

        var axis = WindowGeometry.Valid(input, window, stride);

        Assert.Equal((fitting, 0, 0, input), (axis.Output, axis.Before, axis.After, axis.Padded));
    }

    /// <summary>TensorFlow's rule: output = ⌈input / stride⌉, as little padding as that needs, the odd cell at the end.</summary>
    [Theory]
    [MemberData(nameof(Axes))]
    public void Same_PadsAsLittleAsNeeded(int input, int window, int stride)
    {
        var axis = WindowGeometry.Same(input, window, stride);

        Assert.Equal((int)Math.Ceiling((double)input / stride), axis.Output);
        int needed = ((axis.Output - 1) * stride) + window;
        Assert.Equal(Math.Max(needed, input), axis.Padded);
        Assert.InRange(axis.After - axis.Before, 0, 1);
    }
}
