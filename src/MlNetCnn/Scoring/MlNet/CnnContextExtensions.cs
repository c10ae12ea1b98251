using MlNetCnn;

namespace Microsoft.ML;

/// <summary>The way in: <c>ml.Cnn</c>.</summary>
public static class CnnContextExtensions
{
    extension(MLContext ml)
    {
        /// <summary>Convolutional networks: data, models and, with the training package, trainers.</summary>
        public CnnCatalog Cnn => new(ml);
    }
}
