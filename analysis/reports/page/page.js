(function () {
  var root = document.documentElement;
  function speak(language) {
    root.setAttribute("data-show", language);
    root.lang = language === "en" ? "en" : "zh-CN";
    document.querySelectorAll("[data-language]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.getAttribute("data-language") === language));
    });
  }
  document.querySelectorAll("[data-language]").forEach(function (button) {
    button.addEventListener("click", function () { speak(button.getAttribute("data-language")); });
  });
  speak("zh");

  var objects = Array.prototype.slice.call(document.querySelectorAll("details.object"));
  var search = document.getElementById("search");
  var wanted = "";
  function show() {
    var words = search.value.trim().toLowerCase();
    objects.forEach(function (object) {
      var verdict = object.getAttribute("data-verdict");
      var fits = !wanted || verdict === wanted || (wanted === "open" && verdict !== "pass" && verdict !== "fail");
      object.hidden = !fits || object.getAttribute("data-words").toLowerCase().indexOf(words) < 0;
    });
  }
  search.addEventListener("input", show);
  var buttons = document.querySelectorAll("[data-verdict]:not(details)");
  buttons.forEach(function (button) {
    button.addEventListener("click", function () {
      wanted = button.getAttribute("data-verdict");
      buttons.forEach(function (other) { other.classList.toggle("on", other === button); });
      show();
    });
  });
})();
