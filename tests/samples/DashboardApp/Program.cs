using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using MlNetCnn.Dashboard;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
builder.Services.AddAuthorizationBuilder().AddPolicy("Trainers", policy => policy.RequireRole("trainer"));
builder.Services.AddMlNetCnnDashboard(new() { Store = builder.Configuration["Store"], DataFolder = builder.Configuration["Data"] });

var app = builder.Build();
app.MapGet("/", () => "This page is the app's own.");
// Stands for the app's own way to sign in.
app.MapGet("/sign-in/{role}", (HttpContext context, string role) =>
    context.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Role, role)], CookieAuthenticationDefaults.AuthenticationScheme))));
app.MapMlNetCnnDashboard("/mlnetcnn").RequireAuthorization("Trainers");
app.Run();
