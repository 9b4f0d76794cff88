using Trimtab.Data;
using Trimtab.ModelSelection;

namespace Trimtab.Networks.Tests.Estimators;

public class NetworkRegressorTests
{
    [Fact]
    public void Fit_OfALine_FindsIt()
    {
        float[] x = Drawn.Uniform(200, 1);
        var data = new Dataset(x, [1], [.. x.Select(value => (2.0 * value) - 0.5)]);
        var regressor = NetworkRegressor.Of(() =>
        {
            var model = new Sequential([1]) { new Dense(1) };
            model.Compile(new Adam { LearningRate = 0.05 }, "mse");
            return model;
        });

        var fitted = (regressor with { Epochs = 40 }).Fit(data, new());

        Assert.Equal(EstimatorKind.Regressor, regressor.Kind);
        Assert.True(fitted.Score(data) > 0.999);
        Assert.Equal(1.5, fitted.Predict(new([1f], [1], [0.0])).Values[0], 0.02);
    }
}
