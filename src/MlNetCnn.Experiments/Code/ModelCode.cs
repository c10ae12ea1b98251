namespace MlNetCnn.Experiments;

/// <summary>Programs that use the files of a model.</summary>
internal static class ModelCode
{
    public const string OnnxPackage = "Microsoft.ML.OnnxRuntime";

    public static string ZipPackages(bool takesFiles) =>
        $"Microsoft.ML, {(takesFiles ? "Microsoft.ML.ImageAnalytics, " : "")}Microsoft.ML.OnnxTransformer and {OnnxPackage}{(takesFiles ? ", on Linux SkiaSharp.NativeAssets.Linux.NoDependencies too" : "")}";

    /// <summary>C# with the package MlNetCnn, from an image file to its class.</summary>
    public static string Images(ResizeMode resize) => $$"""
        using MlNetCnn;

        using var scorer = new CnnScorer(CnnModel.Load("model.onnx"));
        var image = ImageFile.Read("photo.jpg", scorer.InputShape{{(resize == ResizeMode.Stretch ? "" : $", ResizeMode.{resize}")}});
        var probabilities = new float[scorer.ClassNames.Length];
        scorer.Score(image.Pixels, probabilities);
        Console.WriteLine(scorer.ClassNames[Array.IndexOf(probabilities, probabilities.Max())]);
        """;

    /// <summary>C# with ML.NET alone.</summary>
    public static string Zip(TensorShape input, bool takesFiles) => takesFiles ? Files : $$"""
        using Microsoft.ML;
        using Microsoft.ML.Data;

        var ml = new MLContext();
        var model = ml.Model.Load("model.zip", out _);
        using var engine = ml.Model.CreatePredictionEngine<Image, Prediction>(model);
        VBuffer<ReadOnlyMemory<char>> classes = default;
        engine.OutputSchema["Score"].GetSlotNames(ref classes);

        // This model takes pixels, not files: from 0 to 255, plane by plane; float[] does as well. These are black.
        if (args.Length > 0)
            throw new ArgumentException("This model takes pixels, not files: decode and resize the image to {{input}} here, or call 'mlnetcnn score model.onnx IMAGE'.");
        var probabilities = engine.Predict(new Image { Features = new byte[{{input.Elements}}] }).Score;
        Console.WriteLine($"{classes.GetItemOrDefault(Array.IndexOf(probabilities, probabilities.Max()))} {probabilities.Max():p1}");

        class Image
        {
            [VectorType({{string.Join(", ", input.Dimensions)}})]
            public byte[] Features { get; set; } = [];
        }

        class Prediction
        {
            public float[] Score { get; set; } = [];
        }
        """;

    private const string Files = """
        using Microsoft.ML;
        using SkiaSharp;

        var path = args.Length > 0 ? args[0] : "photo.jpg";
        // ML.NET reads images as they are stored; training turned them upright and laid them over white.
        using (var image = SKCodec.Create(path) ?? throw new ArgumentException($"'{path}' is no image that can be read."))
        {
            if (image.EncodedOrigin != SKEncodedOrigin.TopLeft)
                Console.Error.WriteLine($"'{path}' is stored turned (EXIF orientation), and its class may be wrong: save it upright first.");
            if (image.Info.AlphaType != SKAlphaType.Opaque)
                Console.Error.WriteLine($"'{path}' may be transparent, and then its class may be wrong: save it without transparency first.");
        }
        var ml = new MLContext();
        var model = ml.Model.Load("model.zip", out _);
        using var engine = ml.Model.CreatePredictionEngine<ImageFile, Prediction>(model);
        var prediction = engine.Predict(new ImageFile { ImagePath = path });
        Console.WriteLine($"{prediction.PredictedLabel} {prediction.Score.Max():p1}");

        class ImageFile
        {
            public string ImagePath { get; set; } = "";
        }

        class Prediction
        {
            public string PredictedLabel { get; set; } = "";

            public float[] Score { get; set; } = [];
        }
        """;

    /// <summary>C# with ONNX Runtime alone.</summary>
    public static string Onnx(TensorShape input) => $$"""
        using Microsoft.ML.OnnxRuntime;

        using var session = new InferenceSession("model.onnx");
        using var image = OrtValue.CreateTensorValueFromMemory(new float[{{input.Elements}}], [1, {{string.Join(", ", input.Dimensions)}}]);
        using var outputs = session.Run(new RunOptions(), new Dictionary<string, OrtValue> { ["Features"] = image }, ["Score"]);
        float[] probabilities = outputs[0].GetTensorDataAsSpan<float>().ToArray();
        """;

    /// <summary>Python with ONNX Runtime, from an image file to its class.</summary>
    public static string Python(TensorShape input) => $$"""
        import json
        import numpy as np
        import onnxruntime
        from PIL import Image

        session = onnxruntime.InferenceSession("model.onnx")
        classes = json.loads(session.get_modelmeta().custom_metadata_map["{{OnnxMetadata.Classes}}"])
        image = Image.open("photo.jpg").convert("{{(input.Channels == 1 ? "L" : "RGB")}}").resize(({{input.Width}}, {{input.Height}}))
        pixels = np.asarray(image, dtype=np.float32).reshape({{input.Height}}, {{input.Width}}, {{input.Channels}}).transpose(2, 0, 1)[np.newaxis]
        probabilities = session.run(["Score"], {"Features": pixels})[0][0]
        print(classes[probabilities.argmax()])
        """;
}
