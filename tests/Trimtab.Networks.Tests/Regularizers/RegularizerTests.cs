namespace Trimtab.Networks.Tests;

public class RegularizerTests
{
    private static readonly float[] _weights = [1, -2, 0, 0.5f];

    public static TheoryData<string> Every => [.. Regularizer.Catalog.Names];

    [Fact]
    public void Known_Names_AreKerasNames() => Assert.Equal(["l1", "l1_l2", "l2"], Regularizer.Catalog.Names);

    [Theory]
    [InlineData("l1", 0.035)] // 0.01 (1 + 2 + 0 + 0.5)
    [InlineData("l2", 0.0525)] // 0.01 (1 + 4 + 0 + 0.25)
    [InlineData("l1_l2", 0.0875)]
    public void Penalty_WithDefaults_IsKerasFormula(string name, double expected) =>
        Assert.Equal(expected, ((Regularizer)name).Penalty(_weights), 1e-8); // one rounding to float

    [Theory]
    [InlineData("l1", new[] { 0.01f, -0.01f, 0, 0.01f })]
    [InlineData("l2", new[] { 0.02f, -0.04f, 0, 0.01f })]
    [InlineData("l1_l2", new[] { 0.03f, -0.05f, 0, 0.02f })]
    public void AddGradient_WithDefaults_AddsKerasFormula(string name, float[] expected)
    {
        float[] gradient = [1, 1, 1, 1];

        ((Regularizer)name).AddGradient(_weights, gradient);

        Assert.Equal(expected.Select(e => 1 + e), gradient, (a, b) => Math.Abs(a - b) < 2e-7f); // two roundings near 1
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void AddGradient_OnManyWeights_IsThePenaltysSlope(string name)
    {
        const float Step = 1 / 64f;
        Regularizer regularizer = name;
        float[] weights = Drawn.AwayFromKinks(37), gradient = new float[37];
        regularizer.AddGradient(weights, gradient);

        for (int i = 0; i < weights.Length; i++)
        {
            float[] above = [.. weights], below = [.. weights];
            above[i] += Step;
            below[i] -= Step;

            // penalties up to 4 come as floats: 5e-7 over 1/32
            Assert.Equal(((double)regularizer.Penalty(above) - regularizer.Penalty(below)) / (2 * Step), gradient[i], 2e-5);
        }
    }

    [Fact]
    public void Penalty_OfAMillionSmallWeights_LosesNothing()
    {
        float[] weights = new float[1_000_000];
        Array.Fill(weights, 1e-3f);

        Assert.Equal(1000 * 0.01, new L1().Penalty(weights), 1e-6); // a float sum would be off by 1e-3
    }
}
