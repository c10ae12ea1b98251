using MlNetCnn;
using MlNetCnnApp.Components;

var builder = WebApplication.CreateBuilder(args);
var model = builder.Configuration["Model"] ?? "model.onnx";
if (!File.Exists(model))
{
    Console.Error.WriteLine($"The model '{model}' was not found: train one with 'dotnet new mlnetcnn-console', or name a file by --Model FILE.");
    return 1;
}
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddSingleton(_ => new CnnScorer(CnnModel.Load(model))); // thread-safe: one for all visitors

var app = builder.Build();
if (!app.Environment.IsDevelopment())
    app.UseExceptionHandler("/error", createScopeForErrors: true);
app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
app.UseAntiforgery();
app.MapStaticAssets();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
app.Run();
return 0;
