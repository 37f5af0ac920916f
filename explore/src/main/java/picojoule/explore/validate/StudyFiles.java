package picojoule.explore.validate;

import java.nio.file.Path;
import java.util.Optional;
import picojoule.accelerator.ConfigFolder;
import picojoule.config.ConfigFile;
import picojoule.config.Section;

/**
 * Where studies read what they run.
 *
 * @param configs the shipped descriptions
 * @param models a file whose list {@code models} stands in for that of a description
 */
public record StudyFiles(ConfigFolder configs, Optional<Path> models) {

  /** A system's description. */
  Section description(ValidatedSystem system) {
    String name = system.configName();
    Section shipped = ConfigFile.read(configs.find("validation", name, name));
    if (models.isEmpty()) {
      return shipped;
    }
    Section own = ConfigFile.read(models.get());
    for (String key : own.keys()) {
      if (!key.equals("models")) {
        throw own.bad(key, "is no key of a file of models; give models and nothing else");
      }
    }
    own.sections("models");
    return ConfigFile.over(own, ConfigFile.without(shipped, "models"));
  }
}
