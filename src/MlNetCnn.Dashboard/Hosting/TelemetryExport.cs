using System.Reflection;
using MlNetCnn.Experiments;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MlNetCnn.Dashboard;

/// <summary>Hands the metrics and traces of runs on: to a collector by OTLP, or onto the console.</summary>
internal sealed class TelemetryExport : IDisposable
{
    private const string Console = "console";
    private const string Otlp = "otlp";

    private readonly MeterProvider _metrics;
    private readonly TracerProvider _traces;

    private TelemetryExport(MeterProvider metrics, TracerProvider traces) => (_metrics, _traces) = (metrics, traces);

    /// <summary>Begins to hand on, until it is disposed of; what is left then goes first.</summary>
    /// <param name="target">
    /// <c>console</c>; <c>otlp</c>, whose address and everything else OpenTelemetry's variables say (OTEL_EXPORTER_OTLP_ENDPOINT, by default
    /// a collector on this machine by gRPC); or the address of a collector that takes OTLP over HTTP. Null for none.
    /// </param>
    /// <param name="service">What the process calls itself where OTEL_SERVICE_NAME does not say.</param>
    /// <exception cref="ArgumentException">The target is none of these.</exception>
    public static TelemetryExport? Start(string? target, string service)
    {
        if (target is null)
            return null;
        var collector = Collector(target);
        var metrics = Sdk.CreateMeterProviderBuilder().ConfigureResource(resource => Describe(resource, service)).AddMeter(ExperimentsTelemetry.Name);
        var traces = Sdk.CreateTracerProviderBuilder().ConfigureResource(resource => Describe(resource, service)).AddSource(ExperimentsTelemetry.Name);
        if (target == Console)
        {
            metrics.AddConsoleExporter();
            traces.AddConsoleExporter();
        }
        else
        {
            metrics.AddOtlpExporter(options => Aim(options, collector, "metrics"));
            traces.AddOtlpExporter(options => Aim(options, collector, "traces"));
        }
        return new TelemetryExport(metrics.Build(), traces.Build());
    }

    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
    }

    private static Uri? Collector(string target) => target is Console or Otlp ? null
        : Uri.TryCreate(target, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri
        : throw new ArgumentException($"--telemetry is '{target}', but must be {Console}, {Otlp} or the address of a collector, like http://localhost:4318.");

    private static void Aim(OtlpExporterOptions options, Uri? collector, string signal)
    {
        if (collector is null)
            return;
        // An address that is set here is taken as it is: what stands behind it for each signal is to be added.
        (options.Protocol, options.Endpoint) = (OtlpExportProtocol.HttpProtobuf, new Uri($"{collector.GetLeftPart(UriPartial.Path).TrimEnd('/')}/v1/{signal}"));
    }

    private static void Describe(ResourceBuilder resource, string service)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_SERVICE_NAME")))
            resource.AddService(service, serviceVersion: Assembly.GetExecutingAssembly().GetName().Version?.ToString(3));
    }
}
