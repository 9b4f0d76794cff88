using Trimtab.ModelSelection;
namespace Trimtab.Networks;
/// <summary>x</summary>
public interface IIterativeEstimator : IEstimator { 
/// <summary>x</summary>
int Epochs { get; } }
