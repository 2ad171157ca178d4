package io.clio.privacy.detect;

import java.util.Set;

/**
 * The words that follow an at sign without naming anyone: annotations, decorators, documentation tags and at-rules of
 * common languages and frameworks, and words that address everyone. In lower case.
 */
final class CodeWords {
    static final Set<String> ALL = Set.of("""
            abstractmethod admin after afterall afterclass aftereach aftermapping all alpha angular api
            aspect async at-root author autowire autowired bean before beforeall beforeclass beforeeach
            blade bot builder cacheable cached catch channel charset classmethod code column component
            componentscan configurable configuration container content contextconfiguration contextmanager
            controller controlleradvice counter-style cps data dataclass debug deletemapping deprecated
            deprecation description directive document e2e each ejb elementcollection else embeddable
            embedded enablewebmvc end endforeach endif endsection entity error everyone example except
            exceptionhandler extend extends finally fixture font-face for foreach forward function
            functionalinterface generatedvalue get getmapping getter here home hostlistener id if import
            include inheritance inheritdoc inherited inject injectable injectmocks input interface internal
            jit joincolumn jointable jsonignore jsonproperty keyframes layer link literal login_required
            lombok lru_cache main manytomany manytoone mappedsuperclass me media mixin mock mockbean mod
            modelattribute mods module mvc named namespace native ngmodule njit noargsconstructor nonnull
            notnull nullable numba objc_direct observable onetomany onetoone optional output override
            override_settings package page param parametrize params patchmapping pathvariable
            persistencecontext pipe post postconstruct postmapping primary primarykeyjoincolumn private
            process produces profile property protected protocol provides public put putmapping pytest
            qualifier query react readonly repository requestbody requestmapping requestparam resource
            responsebody rest restcontroller return returns rule runwith safevarargs scheduled school scope
            secondarytable section see selector selectors serial service setter setup since singleton skip
            slf4j springbootapplication spy staff state stateless staticmethod summary supports
            suppresswarnings synthesize table tailwind task team template test test_case this throw throws
            title todo tool tostring track transactional transient try type typedef types use valid
            validated value var version viewchild volatile warn webservice webservlet while work wraps
            xmlelement xmlrootelement yield
            """.strip().split("\\s+"));

    private CodeWords() {}
}
