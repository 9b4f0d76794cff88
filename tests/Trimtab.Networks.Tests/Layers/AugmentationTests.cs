using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks.Tests.Layers;

/// <summary>What augmentation layers draw, and when: each image has draws of its own, in training alone.</summary>
public class AugmentationTests
{
    private const int Rows = 400;

    private static readonly Shape _image = [3, 4, 2];
    private static readonly float[] _images = [.. Drawn.Uniform(Rows * _image.Size, 1)];

    public static TheoryData<Layer> Layers =>
    [
        new RandomFlip(), new RandomTranslation(0.3, 0.3), new RandomRotation(0.2), new RandomZoom(0.3), new RandomContrast(0.4),
        new GaussianNoise(0.3), new SpatialDropout2D(0.3),
    ];

    [Theory, MemberData(nameof(Layers))]
    public void Output_NotInTraining_IsTheInput(Layer layer)
    {
        using var bench = new LayerBench(layer, _image, Rows) { InputShape = _image };
        bench.Pass.IsTraining = false;

        Assert.Equal(_images, bench.Forward(_images));
    }

    [Theory, MemberData(nameof(Layers))]
    public void Output_OfAnImage_DependsOnItsPlaceInTheBatchAlone(Layer layer)
    {
        using var all = new LayerBench(layer, _image, Rows) { InputShape = _image };
        using var some = new LayerBench(layer, _image, 19) { InputShape = _image };
        some.Pass.FirstRow = 32;

        float[] expected = all.Forward(_images), actual = some.Forward(_images[(32 * _image.Size)..(51 * _image.Size)]);

        Assert.Equal(expected[(32 * _image.Size)..(51 * _image.Size)], actual);
    }

    [Theory, MemberData(nameof(Layers))]
    public void Output_InAnotherEpochStepOrSeed_Differs(Layer layer)
    {
        using var bench = new LayerBench(layer, _image, Rows) { InputShape = _image };
        float[] first = bench.Forward(_images);
        bench.Pass.Epoch = 2;
        float[] epoch = bench.Forward(_images);
        (bench.Pass.Epoch, bench.Pass.Step) = (1, 1);
        float[] step = bench.Forward(_images);
        (bench.Pass.Step, bench.Pass.Random) = (0, RandomAddress.FromSeed(10));

        Assert.Equal(4, new[] { first, epoch, step, bench.Forward(_images) }.Select(Text).Distinct().Count());
    }

    [Theory]
    [InlineData(FlipMode.Horizontal, 0.5, 0)]
    [InlineData(FlipMode.Vertical, 0, 0.5)]
    [InlineData(FlipMode.HorizontalAndVertical, 0.5, 0.5)]
    public void RandomFlip_TurnsHalfOfTheImagesOver(FlipMode mode, double horizontal, double vertical)
    {
        using var bench = new LayerBench(new RandomFlip { Mode = mode }, _image, Rows) { InputShape = _image };
        float[] output = bench.Forward(_images);

        int across = 0, down = 0;
        for (int row = 0; row < Rows; row++)
        {
            string made = Text(output[(row * _image.Size)..((row + 1) * _image.Size)]);
            var (h, v) = new[] { (H: 0, V: 0), (H: 0, V: 1), (H: 1, V: 0), (H: 1, V: 1) }
                .Single(flip => Text(Flipped(row, flip.H == 1, flip.V == 1)) == made);
            (across, down) = (across + h, down + v);
        }

        Assert.Equal(horizontal, across / (double)Rows, 0.1); // four standard deviations
        Assert.Equal(vertical, down / (double)Rows, 0.1);
    }

    [Fact]
    public void RandomContrast_KeepsTheMeanOfEachChannelAndScalesTheRest()
    {
        using var bench = new LayerBench(new RandomContrast(0.4), _image, Rows) { InputShape = _image };
        float[] output = bench.Forward(_images);

        double[] factors = [.. Enumerable.Range(0, Rows * 2).Select(i => Deviation(output, i) / Deviation(_images, i))];

        Assert.All(Enumerable.Range(0, Rows * 2), i => Assert.Equal(Channel(_images, i).Average(), Channel(output, i).Average(), 1e-6));
        Assert.All(Enumerable.Range(0, Rows), row => Assert.Equal(factors[2 * row], factors[(2 * row) + 1], 1e-5));
        Assert.InRange(factors.Min(), 0.6 - 1e-5, 0.62);
        Assert.InRange(factors.Max(), 1.38, 1.4 + 1e-5);
    }

    [Fact]
    public void GaussianNoise_HasTheStandardDeviation()
    {
        using var bench = new LayerBench(new GaussianNoise(0.3), _image, Rows) { InputShape = _image };
        double[] noise = [.. bench.Forward(_images).Zip(_images, (y, x) => (double)y - x)];

        Assert.Equal(0, noise.Average(), 0.013); // four standard errors of 9600 draws
        Assert.Equal(0.3, Math.Sqrt(noise.Average(n => n * n)), 0.009);
    }

    [Fact]
    public void SpatialDropout_DropsWholeChannels()
    {
        using var bench = new LayerBench(new SpatialDropout2D(0.3), _image, Rows) { InputShape = _image };
        float[] output = bench.Forward(_images);

        int dropped = Enumerable.Range(0, Rows * 2).Count(i => Channel(output, i).All(x => x == 0));

        Assert.All(Enumerable.Range(0, Rows * 2).Where(i => Channel(output, i).Any(x => x != 0)), i => Assert.All(
            Channel(output, i).Zip(Channel(_images, i)), pair => Assert.Equal(pair.Second / 0.7, pair.First, 1e-6)));
        Assert.Equal(0.3, dropped / (Rows * 2.0), 0.065); // four standard errors
    }

    [Fact]
    public void Embedding_OfAnUnknownNumber_NamesItAndTheRule()
    {
        using var model = new Sequential([2]) { new Embedding(3, 2), new Flatten(), new Dense(1) };
        model.Compile("sgd", "mse");

        var error = Assert.Throws<TrimtabException>(() => model.Fit(
            new Dataset([0, 1, 2, 3], [2], [0.0, 1.0]), cancellationToken: TestContext.Current.CancellationToken));

        Assert.StartsWith("The embedding 'embedding' takes whole numbers from 0 to 2. Got 3:", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<float> Channel(float[] images, int index) =>
        Enumerable.Range(0, 12).Select(position => images[(index / 2 * _image.Size) + (position * 2) + (index % 2)]);

    private static double Deviation(float[] images, int index)
    {
        double mean = Channel(images, index).Average();
        return Math.Sqrt(Channel(images, index).Average(x => (x - mean) * (x - mean)));
    }

    private static float[] Flipped(int image, bool horizontal, bool vertical) =>
    [
        .. from row in Enumerable.Range(0, 3)
           from column in Enumerable.Range(0, 4)
           from channel in Enumerable.Range(0, 2)
           let source = ((vertical ? 2 - row : row) * 4) + (horizontal ? 3 - column : column)
           select _images[(image * _image.Size) + (source * 2) + channel],
    ];

    private static string Text(float[] numbers) => string.Join(" ", numbers.Select(BitConverter.SingleToInt32Bits));
}
