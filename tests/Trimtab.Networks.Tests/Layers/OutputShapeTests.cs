using System.Text.Json;
using Trimtab.Data;

namespace Trimtab.Networks.Tests.Layers;

/// <summary>Output shapes and numbers of parameters, as Keras computes them.</summary>
public class OutputShapeTests
{
    public static TheoryData<Layer, int[], int[], int> Layers => new()
    {
        { new Conv2D(4, 3), [28, 28, 1], [26, 26, 4], 40 },
        { new Conv2D(8, 3), [26, 26, 4], [24, 24, 8], 296 },
        { new Conv2D(8, 3) { Padding = Padding.Same, Strides = 2 }, [27, 28, 3], [14, 14, 8], 224 },
        { new Conv2D(2, (5, 1)) { Strides = (2, 3), UseBias = false }, [9, 10, 7], [3, 4, 2], 70 },
        { new Conv2D(1, (1, 4)), [1, 4, 1], [1, 1, 1], 5 },
        { new Dense(16), [1152], [16], 18_448 },
        { new Dense(3) { UseBias = false }, [5], [3], 15 },
        { new MaxPooling2D(2), [24, 24, 8], [12, 12, 8], 0 },
        { new MaxPooling2D(2), [5, 5, 2], [2, 2, 2], 0 },
        { new MaxPooling2D(2) { Padding = Padding.Same }, [5, 5, 2], [3, 3, 2], 0 },
        { new AveragePooling2D((2, 3)) { Strides = 1 }, [6, 7, 3], [5, 5, 3], 0 },
        { new GlobalMaxPooling2D(), [6, 7, 3], [3], 0 },
        { new GlobalAveragePooling2D(), [6, 7, 3], [3], 0 },
        { new Flatten(), [6, 7, 3], [126], 0 },
        { new Flatten(), [9], [9], 0 },
        { new Dropout(0.5), [6, 7, 3], [6, 7, 3], 0 },
        { new BatchNormalization(), [6, 7, 3], [6, 7, 3], 12 },
        { new ActivationLayer("relu"), [4], [4], 0 },
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void OutputShapeAndParameters_AreKeras(Layer layer, int[] input, int[] output, int parameters)
    {
        var shape = Shape.Create(input);

        Assert.Equal(output, layer.OutputShape(shape));
        Assert.Equal(parameters, layer.Weights(shape).Sum(weights => weights.Shape.Size));
    }

    public static TheoryData<Layer, int[], string> Refused => new()
    {
        { new Conv2D(1, (3, 5)), [4, 4, 1], "Layer 'conv2d' (conv2d) requires images of at least (3, 5), its kernel size. Got (4, 4, 1)." },
        {
            new MaxPooling2D(3) { Name = "pool" },
            [2, 9, 1],
            "Layer 'pool' (max_pooling2d) requires images of at least (3, 3), its pool size. Got (2, 9, 1)."
        },
        { new Conv2D(1, 3), [9], "Layer 'conv2d' (conv2d) requires images of shape (rows, columns, channels). Got (9,)." },
        { new GlobalMaxPooling2D(), [9], "requires images of shape (rows, columns, channels). Got (9,)." },
        {
            new Dense(2),
            [3, 3, 1],
            "Layer 'dense' (dense) requires rows of shape (features,); add a flatten layer before it. Got (3, 3, 1)."
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void OutputShape_OfAShapeThatDoesNotFit_SaysWhatIsRequired(Layer layer, int[] input, string message) =>
        Assert.EndsWith(
            message, Assert.Throws<ShapeException>(() => layer.OutputShape(Shape.Create(input))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(-2, 3)]
    public void Size_BelowOne_IsRefused(int rows, int columns) =>
        Assert.Contains(
            "must be 1 or more",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Size2D(rows, columns)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Size_OfOneNumber_IsBothRowsAndColumns()
    {
        Size2D size = 3;

        Assert.Equal(new Size2D(3, 3), size);
        Assert.Equal("(3, 3)", size.ToString());
    }

    [Fact]
    public void Size_AsJson_IsAnArrayOfRowsAndColumns()
    {
        Assert.Equal("[2,5]", JsonSerializer.Serialize<Size2D>((2, 5)));
        Assert.Equal((2, 5), JsonSerializer.Deserialize<Size2D>("[2,5]"));
    }

    [Theory]
    [InlineData("[2]")]
    [InlineData("[2,3,4]")]
    [InlineData("3")]
    [InlineData("{}")]
    public void Size_FromOtherJson_IsRefused(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Size2D>(json));
}
